import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { show } from '@/test/render';
import { DateField } from './DateField';

function Example({ start = '' }: { start?: string }) {
  const [day, setDay] = useState(start);
  return (
    <>
      <DateField label="Uppföljning" value={day} onChange={setDay} />
      <output>{day}</output>
    </>
  );
}

test('reads day before month and shows the day in words', async () => {
  const user = userEvent.setup();
  show(<Example />);
  const field = screen.getByLabelText('Uppföljning');
  await user.type(field, '7/12 2026');
  await user.tab();
  expect(screen.getByRole('status')).toHaveTextContent('2026-12-07');
  expect(field).toHaveValue('mån 7 dec 2026');
});

test('a whole day is known before the field is left, so that nothing moves under a press', async () => {
  const user = userEvent.setup();
  show(<Example />);
  const field = screen.getByLabelText('Uppföljning');
  await user.type(field, '7 dec 2026');
  expect(field).toHaveFocus();
  expect(field).toHaveValue('7 dec 2026');
  expect(screen.getByRole('status')).toHaveTextContent('2026-12-07');
});

test('its own words can be edited and read again', async () => {
  const user = userEvent.setup();
  show(<Example start="2026-12-07" />);
  const field = screen.getByLabelText('Uppföljning');
  await user.clear(field);
  await user.type(field, 'tis 8 dec 2026');
  await user.tab();
  expect(screen.getByRole('status')).toHaveTextContent('2026-12-08');
});

test('what is no day is handed on as typed, so that the form can say so', async () => {
  const user = userEvent.setup();
  show(<Example />);
  await user.type(screen.getByLabelText('Uppföljning'), 'snart');
  await user.tab();
  expect(screen.getByRole('status')).toHaveTextContent('snart');
  expect(screen.getByLabelText('Uppföljning')).toHaveValue('snart');
});

test('the calendar opens by keyboard on the chosen day and gives focus back', async () => {
  const user = userEvent.setup();
  show(<Example start="2026-12-07" />);
  await user.tab();
  await user.tab();
  expect(screen.getByRole('button', { name: 'Öppna kalendern' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('dialog', { name: 'Välj datum' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: /^9 december 2026/ }));
  expect(screen.getByRole('status')).toHaveTextContent('2026-12-09');
});
