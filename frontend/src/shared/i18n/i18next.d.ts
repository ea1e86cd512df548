import 'i18next';
import type { TextResources } from './resources';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: { [N in keyof TextResources]: TextResources[N] };
  }
}
