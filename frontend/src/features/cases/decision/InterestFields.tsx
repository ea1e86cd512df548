import { Checkbox, Text, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildVoiceOut, Interest } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from '../cases.module.css';
import { interests } from './interests';

interface Form {
  field: (path: string) => { id: string; error?: ReactNode };
  form: { setFieldValue: (path: string, value: never) => void };
}

/** Which interests are weighed, and what each means for this child. */
export function InterestFields({ f, chosen, texts }: { f: Form; chosen: readonly Interest[]; texts: Record<Interest, string> }) {
  const { t } = useTranslation(['cases', 'common']);
  const { id, error } = f.field('interests');
  const set = f.form.setFieldValue as (path: string, value: string | readonly Interest[]) => void;
  return (
    <>
      <Checkbox.Group
        id={id}
        label={`${t('best.interests')} ${t('common:form.required')}`}
        description={t('best.interestsHint')}
        error={error}
        value={[...chosen]}
        onChange={(some) => set('chosen', interests.filter((one) => some.includes(one)))}
      >
        <div className={css.themes}>
          {interests.map((one) => (
            <Checkbox size="md" key={one} value={one} label={t(`interest.${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {chosen.map((one, place) => (
        <Textarea
          key={one}
          label={t('best.interestText', { interest: t(`interest.${one}`).toLocaleLowerCase() })}
          autosize
          minRows={2}
          {...f.field(`interests.${place}.text`)}
          value={texts[one]}
          onChange={(event) => set(`texts.${one}`, event.currentTarget.value)}
        />
      ))}
    </>
  );
}

/** The child's own voices of the case that it rests on; without any the way to write one down. */
export function VoiceFields({ f, voices, value }: { f: Form; voices: readonly ChildVoiceOut[]; value: readonly string[] }) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const { id, error } = f.field('voiceIds');
  const set = f.form.setFieldValue as (path: string, value: string[]) => void;
  const said = (one: ChildVoiceOut) => one.content ?? one.missingReason ?? '';
  return (
    <Checkbox.Group id={id} label={`${t('best.voices')} ${t('common:form.required')}`} error={error} value={[...value]} onChange={(some) => set('voiceIds', some)}>
      {voices.length === 0 && (
        <Text>
          {t('best.noVoices')}{' '}
          <Link to="." search={{ flik: 'rost' } as never}>
            {t('case.toVoice')}
          </Link>
        </Text>
      )}
      {voices.map((one) => (
        <Checkbox size="md" mt="xs" key={one.id} value={one.id} label={`${format.shortDay(one.askedOn)}: ${said(one)}`} />
      ))}
    </Checkbox.Group>
  );
}
