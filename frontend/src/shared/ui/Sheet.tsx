import { CloseButton, Title } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './Sheet.module.css';

/** A panel from the bottom of the screen. The browser's own dialog keeps focus inside and closes it on Escape. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  // Closed by the browser, which gives focus back to where it was; that tells the page.
  const close = () => dialog.current?.close();
  const onBackdrop = (event: React.MouseEvent) => event.target === dialog.current && close();
  return (
    // The keyboard's way out is Escape, which the dialog handles itself.
    <dialog ref={dialog} className={css.sheet} aria-labelledby={id} onClose={onClose} onClick={onBackdrop}>
      <div className={css.inner}>
        <div className={css.head}>
          <Title order={2} id={id}>
            {title}
          </Title>
          <CloseButton size="lg" aria-label={t('action.close')} onClick={close} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
