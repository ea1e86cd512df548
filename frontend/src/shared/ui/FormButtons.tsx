import { Button, Group, type MantineSize } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  /** On the button that sends the form: what is done, in words. */
  save: string;
  pending: boolean;
  onCancel: () => void;
  /** Of a form inside a card. */
  size?: MantineSize;
}

/** The last row of a form that is opened and closed: do it, or leave it as it was. */
export function FormButtons({ save, pending, onCancel, size = 'sm' }: Props) {
  const { t } = useTranslation();
  return (
    <Group>
      <Button type="submit" size={size} loading={pending}>
        {save}
      </Button>
      <Button variant="default" size={size} onClick={onCancel}>
        {t('action.cancel')}
      </Button>
    </Group>
  );
}
