import type common from './texts.sv.json';

/**
 * Text keys by namespace. A feature adds its own in `features/<domain>/texts.d.ts`:
 *
 *     import type sv from './texts.sv.json';
 *     declare module '@/shared/i18n/resources' { interface TextResources { <domain>: typeof sv } }
 */
export interface TextResources {
  common: typeof common;
}
