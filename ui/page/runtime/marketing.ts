/** Purpose `marketing`: what an advertising network needs, to which data is sold in the words of some laws. */
import { Consent } from './answers';
import { purposes, systems } from './consent';
import { page } from './core';

purposes.marketing = [
  '134',
  ['ad_storage', 'ad_user_data', 'ad_personalization'],
  'marketingAllowed',
  'saleOfDataAllowed',
];
// Global Privacy Control.
systems.push((purpose) =>
  purpose == 'marketing' && page.navigator.globalPrivacyControl ? Consent.Refused : undefined,
);
