import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseOut, NoteOut } from '@/shared/api/generated';
import css from './cases.module.css';

interface Props {
  note: NoteOut;
  found: CaseOut;
  onCorrect?: (note: NoteOut) => void;
}

/** A note as it was written: text, never markup. */
export function NoteCard({ note, found, onCorrect }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const stricter = note.confidentiality > found.confidentiality;
  return (
    <article className={css.note}>
      <div className={css.noteHead}>
        <strong>{t(`noteKind.${note.kind}`)}</strong>
        <span className={css.by}>{note.writtenBy.name}</span>
        <span className={css.by}>{`${note.confidentiality} ${t(`common:secrecy.${note.confidentiality}`)}`}</span>
        {note.keptIn !== 'SCHOOL' && <span className={css.by}>{t(`branch.${note.keptIn}`)}</span>}
        {note.keptIn === 'SCHOOL' && stricter && <span className={css.by}>{t('timeline.stricter')}</span>}
        {note.correctsId && <span className={css.by}>{t('timeline.corrects')}</span>}
      </div>
      <Text className={css.words}>{note.text}</Text>
      {onCorrect && (
        <Button size="compact-sm" variant="subtle" mt={4} ml={-8} className="no-print" onClick={() => onCorrect(note)}>
          {t('timeline.correct')}
        </Button>
      )}
    </article>
  );
}
