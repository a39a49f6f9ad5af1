/** The kinds of places that can be published to: what they are called, and which fields each has. */
import type { Place } from '@types-rust/Place';
import type { SignIn } from '@types-rust/SignIn';
import { host } from '../lib/format';
import type { IconName } from '../ui/icons';

export type Kind = Place['type'];
type Of<K extends Kind> = Extract<Place, { type: K }>;

/** A field that holds text; others have forms of their own. */
export interface TextField<Name extends string = string> {
  name: Name;
  label: string;
  placeholder?: string;
  /** What it is for. */
  note?: string;
  /** May stay empty: then it is left out. */
  optional?: true;
  /** Several lines. */
  long?: true;
  /** For the few who need it. */
  more?: true;
}

type TextOf<K extends Kind> = Exclude<
  Extract<keyof Of<K>, string>,
  'type' | 'allowHttp' | 'signIn' | 'theme'
>;

interface Words<K extends Kind> {
  label: string;
  hint: string;
  icon: IconName;
  /** What the secret is called; `null` for places that anybody at this computer may write to. */
  secret: string | null;
  fields: TextField<TextOf<K>>[];
  fresh: () => Of<K>;
  /** Where it is, in short. */
  where: (place: Of<K>) => string;
}

const publicUrl = {
  name: 'publicUrl',
  label: 'Address for browsers',
  placeholder: 'https://cdn.your-shop.com',
  note: 'Where visitors get the files. Needed for the line that goes into the shop.',
  optional: true,
} as const;
const prefix = {
  name: 'prefix',
  label: 'Folder within it',
  placeholder: 'The top',
  optional: true,
  more: true,
} as const;

export const kinds: { [K in Kind]: Words<K> } = {
  theme: {
    label: 'Shopify theme',
    hint: 'Puts the files and one line of code into a theme of your shop.',
    icon: 'shop',
    secret: 'Admin API access token',
    fields: [
      {
        name: 'shop',
        label: 'Permanent domain',
        placeholder: 'your-shop.myshopify.com',
        note: 'In Shopify’s admin under Settings, Domains.',
      },
      {
        name: 'endpoint',
        label: 'Stand-in for Shopify on this computer',
        placeholder: 'http://127.0.0.1:8080',
        note: 'For rehearsals only.',
        optional: true,
        more: true,
      },
    ],
    fresh: () => ({ type: 'theme', shop: '', signIn: { type: 'token' } }),
    where: (place) => place.shop,
  },
  host: {
    label: 'Waymark host',
    hint: 'The small server that comes with Waymark, for whoever has none.',
    icon: 'server',
    secret: 'Token of the shop',
    fields: [
      {
        name: 'url',
        label: 'Address',
        placeholder: 'https://waymark.your-shop.com',
        note: 'The command “waymark-host shop add” prints the token.',
      },
    ],
    fresh: () => ({ type: 'host', url: '' }),
    where: (place) => host(place.url),
  },
  http: {
    label: 'HTTP server',
    hint: 'Any server that takes files by PUT and honours If-Match.',
    icon: 'globe',
    secret: 'Token',
    fields: [
      { name: 'url', label: 'Address', placeholder: 'https://files.your-shop.com/waymark' },
      {
        ...publicUrl,
        placeholder: 'The same',
        note: 'Where visitors get the files, if elsewhere.',
        more: true,
      },
      {
        name: 'header',
        label: 'Header that carries the token',
        placeholder: 'Authorization: Bearer',
        optional: true,
        more: true,
      },
      {
        name: 'caPem',
        label: 'Certificate authority of its own',
        placeholder: '-----BEGIN CERTIFICATE-----',
        optional: true,
        long: true,
        more: true,
      },
    ],
    fresh: () => ({ type: 'http', url: '' }),
    where: (place) => host(place.url),
  },
  s3: {
    label: 'S3-compatible storage',
    hint: 'Amazon S3, Cloudflare R2, MinIO and others.',
    icon: 'cloud',
    secret: 'Secret access key',
    fields: [
      { name: 'bucket', label: 'Bucket', placeholder: 'your-shop-tracking' },
      {
        name: 'region',
        label: 'Region',
        placeholder: 'eu-central-1',
        note: 'auto for Cloudflare R2.',
      },
      {
        name: 'endpoint',
        label: 'Address of the service',
        placeholder: 'Amazon’s own',
        optional: true,
      },
      { name: 'accessKeyId', label: 'Access key ID' },
      publicUrl,
      prefix,
    ],
    fresh: () => ({ type: 's3', bucket: '', region: '', accessKeyId: '' }),
    where: (place) => place.bucket,
  },
  azure: {
    label: 'Azure storage',
    hint: 'A blob container at Microsoft.',
    icon: 'cloud',
    secret: 'Account key, or shared access signature',
    fields: [
      { name: 'account', label: 'Storage account', placeholder: 'yourshop' },
      { name: 'container', label: 'Container', placeholder: 'tracking' },
      publicUrl,
      prefix,
      {
        name: 'endpoint',
        label: 'Address of the service',
        placeholder: 'Microsoft’s own',
        optional: true,
        more: true,
      },
    ],
    fresh: () => ({ type: 'azure', account: '', container: '' }),
    where: (place) => `${place.account}/${place.container}`,
  },
  gcs: {
    label: 'Google Cloud Storage',
    hint: 'Unproven: never tried against Google itself.',
    icon: 'cloud',
    secret: 'Key of the service account (JSON)',
    fields: [
      { name: 'bucket', label: 'Bucket', placeholder: 'your-shop-tracking' },
      publicUrl,
      prefix,
    ],
    fresh: () => ({ type: 'gcs', bucket: '' }),
    where: (place) => place.bucket,
  },
  folder: {
    label: 'Folder',
    hint: 'On this computer: for a static host or a git checkout.',
    icon: 'folder',
    secret: null,
    fields: [publicUrl],
    fresh: () => ({ type: 'folder', path: '' }),
    where: (place) => place.path,
  },
};

export const whereOf = (place: Place): string =>
  (kinds[place.type].where as (place: Place) => string)(place);

/** What the secret of a place is called; `null` for none. */
export function secretOf(place: Place): string | null {
  return place.type === 'theme' ? signIns[place.signIn.type].secret : kinds[place.type].secret;
}

/** How one signs in to Shopify. */
export const signIns: Record<SignIn['type'], { label: string; secret: string }> = {
  token: { label: 'Token of a custom app', secret: 'Admin API access token' },
  client_credentials: { label: 'App of the Dev Dashboard', secret: 'Client secret' },
  theme_access: { label: 'Theme Access password', secret: 'Theme Access password' },
};
