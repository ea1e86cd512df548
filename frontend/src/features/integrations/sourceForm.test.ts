import { describe, expect, test } from 'vitest';
import type { SyncSourceOut } from '@/shared/api/generated';
import { bodyOf, faultsOf, patchOf, valuesOf, type SourceValues } from './sourceForm';

const none = { organisations: '', persons: '', duties: '', groups: '' };
const good: SourceValues = {
  name: ' Registret ', apiVersion: 'V2_1', baseUrl: ' https://sis.example/v2.0 ', tokenUrl: 'https://sis.example/token', clientId: 'samsyn', clientSecret: ' med mellanslag ',
  tokenScope: ' ', organisationNumber: '', enabled: true, endpointUrls: none,
};
const before = { name: 'Registret', apiVersion: 'V2_0', baseUrl: 'https://sis.example/v2.0', tokenUrl: 'https://sis.example/token', clientId: 'samsyn' } as SyncSourceOut;

describe('faultsOf', () => {
  test('nothing is wrong', () => expect(faultsOf(good)).toEqual({}));
  test('everything is missing', () =>
    expect(faultsOf(valuesOf())).toEqual({ name: 'missing', baseUrl: 'missing', tokenUrl: 'missing', clientId: 'missing', clientSecret: 'secretMissing' }));
  test('addresses are whole, without password and question mark', () => {
    for (const url of ['sis.example', 'ftp://sis.example', 'https://a:b@sis.example', 'https://sis.example?a=1']) {
      expect(faultsOf({ ...good, baseUrl: url, endpointUrls: { ...none, duties: url } })).toEqual({ baseUrl: 'url', 'endpointUrls.duties': 'url' });
    }
  });
  test('a secret stays only with the address that it was given for', () => {
    expect(faultsOf({ ...good, clientSecret: '' }, before)).toEqual({});
    expect(faultsOf({ ...good, clientSecret: '', tokenUrl: 'https://other.example/token' }, before)).toEqual({ clientSecret: 'secretAgain' });
  });
  test('an organisation number has ten digits', () => {
    expect(faultsOf({ ...good, organisationNumber: '212000-0001' })).toEqual({});
    expect(faultsOf({ ...good, organisationNumber: '212000' })).toEqual({ organisationNumber: 'number' });
  });
});

describe('what is sent', () => {
  test('words are trimmed, the secret is not, and what is empty is null', () => {
    expect(bodyOf(good)).toEqual({
      name: 'Registret', apiVersion: 'V2_1', baseUrl: 'https://sis.example/v2.0', tokenUrl: 'https://sis.example/token', clientId: 'samsyn', clientSecret: ' med mellanslag ',
      tokenScope: null, organisationNumber: null, enabled: true, endpointUrls: null,
    });
  });
  test('a change leaves the secret out where none was written', () => {
    expect(patchOf({ ...good, clientSecret: '' })).not.toHaveProperty('clientSecret');
    expect(patchOf(good)).toHaveProperty('clientSecret', ' med mellanslag ');
  });
  test('one address of its own is sent with the others empty', () => {
    const urls = { ...none, groups: 'https://sis.example/grupper' };
    expect(patchOf({ ...good, endpointUrls: urls }).endpointUrls).toEqual({ organisations: null, persons: null, duties: null, groups: 'https://sis.example/grupper' });
  });
});
