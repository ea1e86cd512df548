import { Button, Textarea } from '@mantine/core';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { ApiProblem } from '@/shared/api/problem';
import { useAppForm } from '@/shared/lib/useAppForm';
import { show } from '@/test/render';
import { ErrorSummary } from './ErrorSummary';
import { useJournalReason } from './useJournalReason';

const FOUND = 'Ord som brukar stå i en journal: adhd.';
const WARNED = new ApiProblem(422, 'JOURNAL_CONTENT', 'Texten ser ut att höra hemma i en patientjournal.', [{ path: 'text', code: 'JOURNAL_CONTENT', detail: FOUND }]);
const why = () => screen.queryByLabelText('Varför uppgiften behövs i ärendet');

interface Props {
  send: (text: string, reason: string | null) => Promise<unknown>;
  restored?: string;
}

function Example({ send, restored }: Props) {
  const [kept, setKept] = useState(restored ?? '');
  const journal = useJournalReason(restored === undefined ? undefined : { value: kept, onChange: setKept });
  const f = useAppForm({ initialValues: { text: '' } });
  return (
    <form {...f.props(({ text }) => journal.guarded((reason) => send(text, reason)))}>
      <ErrorSummary {...f.summary} />
      <Textarea label="Text" {...f.field('text')} />
      {journal.field}
      <Button type="submit">Spara</Button>
    </form>
  );
}

/** As the server does: with words of a journal it wants to know why. */
const server = () => vi.fn((text: string, reason: string | null) => (text.includes('adhd') && !reason ? Promise.reject(WARNED) : Promise.resolve()));

async function write(text: string) {
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Text'), text);
  await user.click(screen.getByRole('button', { name: 'Spara' }));
  return user;
}

test('an ordinary text is saved, and nothing is asked', async () => {
  const send = server();
  show(<Example send={send} />);
  await write('Läser helst på morgonen');
  expect(send).toHaveBeenCalledExactlyOnceWith('Läser helst på morgonen', null);
  expect(why()).not.toBeInTheDocument();
});

test('the words are shown, what was typed stays, and with a reason it is saved', async () => {
  const send = server();
  show(<Example send={send} />);
  const user = await write('Har adhd');
  expect(await screen.findByRole('alert')).toHaveTextContent(FOUND);
  expect(screen.getByLabelText('Text')).toHaveAccessibleDescription(FOUND);
  expect(screen.getByLabelText('Text')).toHaveValue('Har adhd');
  const reason = screen.getByLabelText('Varför uppgiften behövs i ärendet');
  expect(reason).toHaveAccessibleDescription(expect.stringContaining(FOUND));
  await user.type(reason, 'Eleven vill det');
  await user.click(screen.getByRole('button', { name: 'Spara' }));
  expect(send).toHaveBeenLastCalledWith('Har adhd', 'Eleven vill det');
  expect(why()).not.toBeInTheDocument();
});

test('a text that is moved elsewhere is saved without a reason', async () => {
  const send = server();
  show(<Example send={send} />);
  const user = await write('Har adhd');
  await user.clear(screen.getByLabelText('Text'));
  await user.type(screen.getByLabelText('Text'), 'Behöver pauser');
  await user.click(screen.getByRole('button', { name: 'Spara' }));
  expect(send).toHaveBeenLastCalledWith('Behöver pauser', null);
  expect(why()).not.toBeInTheDocument();
});

test('another refusal asks for no reason', async () => {
  show(<Example send={() => Promise.reject(new ApiProblem(409, 'CASE_CLOSED', 'Ärendet är avslutat.'))} />);
  await write('Har adhd');
  expect(await screen.findByRole('alert')).toHaveTextContent('Ärendet är avslutat.');
  expect(why()).not.toBeInTheDocument();
});

test('a reason that was typed before stays when the form comes back', async () => {
  const send = server();
  show(<Example send={send} restored="Eleven vill det" />);
  expect(why()).toHaveValue('Eleven vill det');
  await write('Har adhd');
  expect(send).toHaveBeenLastCalledWith('Har adhd', 'Eleven vill det');
});
