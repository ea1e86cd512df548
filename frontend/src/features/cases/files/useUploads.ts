import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentUpload } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { sendFile } from '@/shared/api/sendFile';
import { useCaseWrite } from '../useCaseWrite';

/** What was sent is the fault: sending it again changes nothing. */
const REFUSED = 422;
const MIB = 1024 * 1024;
export const LARGEST = 25 * MIB;

export type Fields = Omit<AttachmentUpload, 'file'>;

export interface Upload {
  id: string;
  file: File;
  fields: Fields;
  phase: 'waiting' | 'sending' | 'failed';
  /** From 0 to 1. */
  share: number;
  /** Why it failed, in words. */
  words: string;
  /** Whether the same file may be taken another time. */
  mayAgain: boolean;
}

/** Files on their way, one after the other. One that fails stays with its reason; the others go on. */
export function useUploads(caseId: string, onSent: (count: number) => void) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(caseId);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const line = useRef<Promise<void>>(Promise.resolve());
  const stops = useRef(new Map<string, AbortController>());
  const sent = useRef(0);

  const change = useCallback((id: string, part: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }, []);
  const remove = useCallback((id: string) => {
    stops.current.get(id)?.abort();
    stops.current.delete(id);
    setUploads((all) => all.filter((one) => one.id !== id));
  }, []);

  const sendOne = useCallback(
    async ({ id, file, fields }: Upload) => {
      const stop = stops.current.get(id);
      if (!stop) return;
      change(id, { phase: 'sending', share: 0 });
      try {
        await sendFile({ path: { caseId }, body: { file, ...fields }, onProgress: (share) => change(id, { share }), signal: stop.signal });
        remove(id);
        sent.current += 1;
        await changed();
      } catch (error) {
        if (stop.signal.aborted) return;
        const problem = asProblem(error);
        const known = problem.fields[0]?.detail ?? problem.detail;
        change(id, { phase: 'failed', words: known || t(problem.offline ? 'common:form.offline' : 'common:form.unknown'), mayAgain: problem.status !== REFUSED });
      }
    },
    [caseId, change, changed, remove, t],
  );
  const queue = useCallback(
    (upload: Upload) => {
      stops.current.set(upload.id, new AbortController());
      line.current = line.current.then(() => sendOne(upload));
    },
    [sendOne],
  );

  const add = useCallback(
    (files: readonly File[], fields: Fields) => {
      const made = files.map((file): Upload => {
        const tooLarge = file.size > LARGEST;
        const words = tooLarge ? t('files.tooLarge') : '';
        return { id: crypto.randomUUID(), file, fields, phase: tooLarge ? 'failed' : 'waiting', share: 0, words, mayAgain: !tooLarge };
      });
      setUploads((all) => [...all, ...made]);
      for (const one of made) if (one.phase === 'waiting') queue(one);
      line.current = line.current.then(() => {
        if (sent.current > 0) onSent(sent.current);
        sent.current = 0;
      });
    },
    [onSent, queue, t],
  );
  const again = useCallback(
    (upload: Upload) => {
      change(upload.id, { phase: 'waiting', words: '' });
      queue(upload);
    },
    [change, queue],
  );
  return { uploads, add, again, remove };
}
