import type sv from './texts.sv.json';

declare module '@/shared/i18n/resources' {
  interface TextResources {
    legal: typeof sv;
  }
}
