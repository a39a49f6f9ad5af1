/** How events do on each page type and device, as rows of a table. The numbers are Rust's. */
import type { AuditPlace } from '@types-rust/AuditPlace';
import type { AuditReport } from '@types-rust/AuditReport';
import { pageTypeName } from '../lib/words';

interface Row {
  name: string;
  place: AuditPlace;
}

export const kindsOf = ({ pageTypes }: AuditReport): Row[] =>
  pageTypes.flatMap(({ id, place }) =>
    place ? [{ name: id ? pageTypeName(id) : 'Other', place }] : [],
  );

export const devicesOf = ({ devices = [] }: AuditReport): Row[] =>
  devices.map(({ name, showings, place }) => ({
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)} (${showings} shown)`,
    place,
  }));
