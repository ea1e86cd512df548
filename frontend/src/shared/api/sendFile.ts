import { currentLanguage } from '@/shared/i18n';
import { client } from './generated/client.gen';
import type { AttachmentUpload, CreateCaseAttachmentData } from './generated';
import { keyFor, settle } from './idempotency';
import { ApiProblem, OFFLINE, problemFrom } from './problem';
import { session } from './session';

const CREATED = 201;
const UNAUTHENTICATED = 401;

interface Sending {
  path: CreateCaseAttachmentData['path'];
  body: AttachmentUpload;
  /** From 0 to 1, as the bytes leave. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** `createCaseAttachment` with what `fetch` cannot tell: how far it has come. Refusals are `ApiProblem`, as everywhere. */
export async function sendFile(sending: Sending): Promise<void> {
  const url = client.buildUrl<CreateCaseAttachmentData>({ url: '/cases/{caseId}/attachments', path: sending.path, body: sending.body });
  const key = keyFor('POST', url, crypto.randomUUID());
  for (;;) {
    const { phase } = session.get();
    if (phase === 'gone' || (phase === 'covered' && !(await session.back()))) throw new ApiProblem(UNAUTHENTICATED, 'A01', '');
    const answer = await attempt(url, key, sending);
    if (answer.status > 0 && answer.status < 500) settle(key);
    if (answer.status === CREATED) return session.touched();
    if (answer.status !== UNAUTHENTICATED) throw refusal(answer);
    session.cover();
  }
}

const refusal = ({ status, body }: Answer) => (status > 0 ? problemFrom(status, body) : new ApiProblem(0, OFFLINE, ''));

interface Answer {
  /** 0 where no server answered. */
  status: number;
  body: unknown;
}

function attempt(url: string, key: string, { body, onProgress, signal }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = 'json';
    request.setRequestHeader('X-Samsyn-Request', '1');
    request.setRequestHeader('Accept-Language', currentLanguage());
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = (event) => onProgress(event.total ? event.loaded / event.total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response as unknown });
    request.onerror = () => resolve({ status: 0, body: null });
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(formOf(body));
  });
}

function formOf(body: AttachmentUpload): FormData {
  const form = new FormData();
  const { file, ...fields } = body;
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return form;
}
