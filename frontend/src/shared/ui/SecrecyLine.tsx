import { Anchor, List, Popover, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './SecrecyLine.module.css';

export type SecrecyClass = 'K0' | 'K1' | 'K2' | 'K3' | 'K4';

export interface Reader {
  id: string;
  name: string;
  /** In words: "rektor", "i kretsen som kurator". */
  why: string;
}

/** Who will read what is written here, before it is saved: "K2 Elevuppgift Läses av 4 personer". Stands under the field. Null: not known yet. */
export function SecrecyLine({ level, readers }: { level: SecrecyClass; readers: readonly Reader[] | null }) {
  const { t } = useTranslation();
  return (
    <Text component="p" size="sm" className={css.line}>
      <IconLock size={16} aria-hidden />
      <span>
        {level} {t(`secrecy.${level}`)}
      </span>
      {readers === null ? <span>{t('secrecy.asking')}</span> : <Readers readers={readers} />}
    </Text>
  );
}

function Readers({ readers }: { readers: readonly Reader[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} width={320} position="bottom-start" withRoles={false} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Anchor component="button" type="button" underline="always" size="sm" className={css.count} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen((o) => !o)}>
          {t('secrecy.readers', { count: readers.length })}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('secrecy.title')} tabIndex={-1} data-autofocus>
        {readers.length === 0 ? (
          <Text size="sm">{t('secrecy.none')}</Text>
        ) : (
          <List size="sm" spacing={4} className={css.list}>
            {readers.map((r) => (
              <List.Item key={r.id}>
                {r.name} – {r.why}
              </List.Item>
            ))}
          </List>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
