import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import './app/mantine.css';
import './app/global.css';
import { queryClient, router } from './app/router';
import { cssVariables, theme } from './app/theme';
import { startClient } from './shared/api/http';
import { startI18n } from './shared/i18n';
import { LoadingState } from './shared/ui/states';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

function Root() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} getStyleNonce={() => nonce} forceColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-center" />
        <Suspense fallback={<LoadingState />}>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}

async function start(host: HTMLElement) {
  // The dialog's scroll lock brings a style tag of its own.
  if (nonce) setNonce(nonce);
  startClient();
  await startI18n();
  createRoot(host).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
}

const host = document.getElementById('root');
if (host) void start(host);
