import { Button, TextInput } from '@mantine/core';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ApiProblem } from '@/shared/api/problem';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { show } from '@/test/render';
import { useAppForm } from './useAppForm';

function Example({ save }: { save: (values: { name: string; grade: string }) => Promise<unknown> }) {
  const f = useAppForm({
    initialValues: { name: '', grade: '' },
    validate: { name: (v) => (v ? null : 'Skriv namnet') },
    rename: { 'student.grade': 'grade' },
  });
  return (
    <form {...f.props(save)}>
      <ErrorSummary {...f.summary} />
      <TextInput label="Namn" {...f.field('name')} />
      <TextInput label="Årskurs" {...f.field('grade')} />
      <Button type="submit">Spara</Button>
    </form>
  );
}

test('what is missing is said twice in the same words, linked, with focus on the summary', async () => {
  const user = userEvent.setup();
  document.title = 'Ny – Samsyn';
  const save = vi.fn();
  show(<Example save={save} />);
  await user.click(screen.getByRole('button', { name: 'Spara' }));
  const summary = screen.getByRole('alert');
  expect(summary).toHaveFocus();
  expect(document.title).toBe('Fel: Ny – Samsyn');
  expect(screen.getByLabelText('Namn')).toHaveAccessibleDescription('Skriv namnet');
  await user.click(screen.getByRole('link', { name: 'Skriv namnet' }));
  expect(screen.getByLabelText('Namn')).toHaveFocus();
  expect(save).not.toHaveBeenCalled();
});

test('what the server refuses stands at the field, under the form’s own name', async () => {
  const user = userEvent.setup();
  const problem = new ApiProblem(422, 'V01', 'Något behöver rättas.', [{ path: 'student.grade', code: 'enum', detail: 'Välj en årskurs.' }]);
  show(<Example save={() => Promise.reject(problem)} />);
  await user.type(screen.getByLabelText('Namn'), 'Test');
  await user.click(screen.getByRole('button', { name: 'Spara' }));
  expect(await screen.findByRole('alert')).toHaveFocus();
  expect(screen.getByLabelText('Årskurs')).toHaveAccessibleDescription('Välj en årskurs.');
  expect(screen.queryByText('Något behöver rättas.')).not.toBeInTheDocument();
});

test('a refusal of the whole, or of a field that is not there, is said in the server’s words', async () => {
  const user = userEvent.setup();
  const problem = new ApiProblem(409, 'C01', 'Ärendet är avslutat.', [{ path: 'other', code: 'x', detail: 'y' }]);
  show(<Example save={() => Promise.reject(problem)} />);
  await user.type(screen.getByLabelText('Namn'), 'Test');
  await user.click(screen.getByRole('button', { name: 'Spara' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Ärendet är avslutat.');
});

test('a double press saves once', async () => {
  const user = userEvent.setup();
  const save = vi.fn(() => new Promise(() => undefined));
  show(<Example save={save} />);
  await user.type(screen.getByLabelText('Namn'), 'Test');
  await user.dblClick(screen.getByRole('button', { name: 'Spara' }));
  expect(save).toHaveBeenCalledTimes(1);
});
