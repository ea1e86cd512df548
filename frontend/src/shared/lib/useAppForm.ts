import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import type { SummaryError } from '@/shared/ui/ErrorSummary';

type Values = Record<string, unknown>;

interface Options<T extends Values> extends UseFormInput<T> {
  /** Where the API's names differ from the form's: `{ 'person.name': 'name' }`. */
  rename?: Record<string, string>;
  /** Somebody else has saved meanwhile: fetch what there is now. What was written stays. */
  onStale?: () => void;
}

export interface AppForm<T extends Values> {
  form: UseFormReturnType<T>;
  /** `<TextInput label={…} {...f.field('title')} />`: id, value, change, error. Dotted paths for lists. */
  field: (path: string) => { id: string; error?: ReactNode } & Record<string, unknown>;
  /** `<form {...f.props(save)}>`: validates, saves, shows what was refused and moves focus to the summary. */
  props: (save: (values: T) => Promise<unknown>) => { noValidate: true; onSubmit: (event: FormEvent<HTMLFormElement>) => void };
  /** `<ErrorSummary {...f.summary} />` */
  summary: { errors: SummaryError[]; ref: React.RefObject<HTMLDivElement | null> };
  pending: boolean;
}

/** A form with client checks, the API's field errors at their fields, an error summary and one running save at a time. */
export function useAppForm<T extends Values>({ rename = {}, onStale, ...input }: Options<T>): AppForm<T> {
  const { t } = useTranslation();
  const prefix = useId();
  const ref = useRef<HTMLDivElement>(null);
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [general, setGeneral] = useState<string | null>(null);
  const form = useForm<T>({ validateInputOnChange: false, clearInputErrorOnChange: true, ...input });
  const idOf = (path: string) => `${prefix}${path}`;

  const showErrors = (change: () => void) => {
    flushSync(change);
    ref.current?.focus();
    const title = t('form.titlePrefix');
    if (!document.title.startsWith(title)) document.title = `${title} ${document.title}`;
  };

  const refused = (problem: ApiProblem) => {
    const known = problem.fields.map((f) => ({ ...f, path: rename[f.path] ?? f.path })).filter((f) => hasField(idOf(f.path)));
    const own = problem.detail || t(problem.offline ? 'form.offline' : 'form.unknown');
    showErrors(() => {
      form.setErrors(Object.fromEntries(known.map((f) => [f.path, f.detail])));
      setGeneral(known.length === problem.fields.length && known.length > 0 ? null : own);
    });
  };

  const run = async (save: (values: T) => Promise<unknown>, values: T) => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setGeneral(null);
    try {
      await save(values);
    } catch (error) {
      const problem = asProblem(error);
      refused(problem);
      if (problem.stale) onStale?.();
    } finally {
      busy.current = false;
      setPending(false);
    }
  };

  return {
    form,
    pending,
    field: (path) => ({ id: idOf(path), ...form.getInputProps(path) }),
    props: (save) => ({
      noValidate: true,
      onSubmit: form.onSubmit(
        (values) => void run(save, values),
        () => showErrors(() => setGeneral(null)),
      ),
    }),
    summary: { errors: summaryOf(form.errors, idOf, general), ref },
  };
}

function hasField(id: string): boolean {
  return document.getElementById(id) !== null;
}

function summaryOf(errors: Record<string, ReactNode>, idOf: (path: string) => string, general: string | null): SummaryError[] {
  const fields = Object.entries(errors)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([path, message]) => ({ fieldId: idOf(path), message }));
  return general === null ? fields : [{ fieldId: null, message: general }, ...fields];
}
