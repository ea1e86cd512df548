import { Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { asProblem } from '@/shared/api/problem';

interface Warning {
  /** Of the refusal that asks for a reason. */
  code: string;
  label: string;
  hint: string;
  longest: number;
}

/** Where the form keeps the reason itself, as in a draft. */
export interface Kept {
  value: string;
  onChange: (reason: string) => void;
}

export interface Reason {
  field: ReactNode;
  guarded: <T>(save: (reason: string | null) => Promise<T>) => Promise<T>;
}

/** What is warned about and never stopped: the field says what was found, asks why it is needed, and saves with that. */
export function useReason({ code, label, hint, longest }: Warning, kept?: Kept): Reason {
  const [found, setFound] = useState<string | null>(null);
  const [own, setOwn] = useState('');
  const { value: reason, onChange } = kept ?? { value: own, onChange: setOwn };
  const guarded: Reason['guarded'] = async (save) => {
    const saved = await save(reason.trim() || null).catch((error: unknown) => {
      const problem = asProblem(error);
      if (problem.code === code) setFound([...new Set(problem.fields.map((one) => one.detail))].join(' '));
      throw error;
    });
    setFound(null);
    if (reason) onChange('');
    return saved;
  };
  const field = (found !== null || (kept && reason !== '')) && (
    <Textarea label={label} description={`${found ?? ''} ${hint}`.trim()} autosize minRows={2} maxLength={longest} value={reason} onChange={(event) => onChange(event.currentTarget.value)} />
  );
  return { field, guarded };
}
