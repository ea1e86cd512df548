import { apiOf } from './api';
import { expect, picture, test } from './fixture';
import { DESK, People, PHONE, sound, weekdayIn } from './people';

const letter = { name: 'Brev från hemmet.txt', mimeType: 'text/plain', buffer: Buffer.from('Åsa trivs på rasten.') };
const falsePdf = { name: 'utredning.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>alert(1)</script>') };
// One pixel.
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const drawing = { name: 'Teckning.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') };

for (const [size, viewport] of [['skarm', DESK], ['telefon', PHONE]] as const) {
  test(`files are sent, shown, downloaded and voided; a false one says why and the others stay (${size})`, async ({ browser, faults }) => {
    const people = new People(browser, faults);
    const page = await people.come('kurator', viewport);
    const api = apiOf(page);
    const schoolId = await api.first('/schools');
    const { id } = await api.make<{ id: string }>('/cases', { schoolId, caseTypeCode: 'LEARNING_ENVIRONMENT', nextFollowUpOn: weekdayIn(14) });
    await page.goto(`/arenden/${id}?flik=filer`);

    await page.getByTestId('file').setInputFiles([letter, falsePdf, drawing]);
    await expect(page.getByRole('listitem').filter({ hasText: 'utredning.pdf' }).getByRole('alert')).toContainText('något annat än vad namnet säger');
    const sent = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: `Ladda ned ${name}` }) });
    await expect(sent(letter.name)).toBeVisible();
    await expect(sent(drawing.name)).toContainText('Ej kontrollerad mot skadlig kod');
    await sound(page, 'files');
    await picture(page, `filer-${size}`);

    await page.getByRole('button', { name: `Visa ${drawing.name}` }).click();
    await expect(page.getByRole('img', { name: `Innehållet i ${drawing.name}` })).toHaveJSProperty('complete', true);
    await expect(page.getByRole('dialog').getByText('Bilden ritas')).toBeHidden();
    await sound(page, 'preview');
    await page.keyboard.press('Escape');

    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: `Ladda ned ${letter.name}` }).click();
    expect((await saving).suggestedFilename()).toBe(letter.name);

    await page.getByRole('button', { name: `Makulera: ${letter.name}` }).click();
    await page.getByRole('dialog').getByLabel(/^Skäl/).fill('Fel elev');
    await page.getByRole('dialog').getByRole('button', { name: 'Makulera' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: letter.name })).toContainText('Fel elev');
    await expect(page.getByRole('link', { name: `Ladda ned ${letter.name}` })).toBeHidden();
    await page.getByRole('button', { name: 'Ta bort ur listan: utredning.pdf' }).click();
    await picture(page, `filer-makulerad-${size}`);
    await people.leave();
  });
}
