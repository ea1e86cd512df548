import { useTranslation } from 'react-i18next';
import type { MeetingOut } from '@/shared/api/generated';
import { People } from './People';
import css from './run.module.css';
import { Todos } from './Todos';

/** What comes out of the meeting, and who is here. */
export function RunSide({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  return (
    <div className={css.side}>
      <Todos meeting={meeting} title={t('run.todo')} />
      <People meeting={meeting} title={t('run.who')} />
    </div>
  );
}
