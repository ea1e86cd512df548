import { accessSync, constants } from 'node:fs';
import { defineConfig } from '@playwright/test';

function isExecutable(path: string | undefined): path is string {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = candidates.find(isExecutable);
if (!executablePath) {
  throw new Error('No Chromium found. As root on Debian: apt-get install -y chromium. Otherwise set CHROMIUM_PATH.');
}

/** The server is started outside (make test); E2E_BASE_URL says where it answers. */
export default defineConfig({
  testDir: './e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: process.env.E2E_BASE_URL ?? 'http://127.0.0.1:8000',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    actionTimeout: 15_000,
    // A trace of every test is a fifth of all the work; one that failed is run again with --trace on.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: { width: 1280, height: 800 } } },
    { name: 'phone', testIgnore: /whole-way|walk-|keyboard/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});
