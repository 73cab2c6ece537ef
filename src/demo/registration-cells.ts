// The cells of a registration of the demo city: an organisation as its registrar knows it in a period.
import type { RowCells } from './cells.model.js';
import { addressIn, type FileFrame, nameIn, representativeOf } from './frame.js';
import type { DemoOrganisation } from './organisation.model.js';
import { Random } from './random.js';
import type { RegistrationEvent } from './timetable.js';

const changeLeadDays = { nearest: 2, furthest: 25 };
/** Registrations that stood before the first file were last decided on at least so many days before it. */
const oldestLeadDays = { nearest: 60, furthest: 160 };

/** The row of an organisation in the registration file of a period. */
export function registrationCells(frame: FileFrame, row: RegistrationEvent): RowCells {
  const { city } = frame.room;
  const { period, handInDay } = frame.file;
  const organisation = city.organisations[row.organisation] as DemoOrganisation;
  const random = new Random(city.seed, 9, organisation.index);
  const fixed = fixedCells(frame, organisation, random);
  const changed =
    handInDay -
    new Random(city.seed, 10, organisation.index, period).between(
      changeLeadDays.nearest,
      changeLeadDays.furthest,
    );
  const approvedOn = approvalDay(organisation, row, { changed, handInDay, random });
  return {
    ...fixed,
    name: nameIn(organisation, period),
    approvedOn,
    ...(row.event === 'ended'
      ? { status: organisation.endsAs === 'revoked' ? '吊销' : '注销', statusDay: changed }
      : { status: organisation.kind === 'enterprise' ? '存续（在营、开业、在册）' : '存续' }),
    ...formerNameCells(organisation, row, approvedOn),
  };
}

function fixedCells(frame: FileFrame, organisation: DemoOrganisation, random: Random): RowCells {
  const { city } = frame.room;
  const industry = city.words.names.industries[organisation.industry ?? ''];
  const registrar = city.registrars.get(organisation.registrar);
  const hasCapital =
    organisation.kind === 'enterprise' || organisation.kind === 'farmers_cooperative';
  return {
    uscc: organisation.uscc,
    organisationKind: organisation.kindLabel,
    legalForm: legalFormOf(organisation),
    representative: representativeOf(city, organisation),
    registeredOn: organisation.registeredOn,
    region: city.words.city.districts[organisation.district]?.region ?? '',
    registeredCapital: hasCapital
      ? String(random.pick([10, 50, 100, 200, 500, 1000, 3000, 5000]))
      : '',
    address: addressIn(city, random, organisation.district),
    businessScope: organisation.kind === 'government_body' ? '' : (industry?.scope ?? ''),
    industry: industry?.section ?? 'S',
    authority: registrar?.name ?? '',
    authorityCode: registrar?.code ?? '',
  };
}

function legalFormOf({ kind, kindLabel, name }: DemoOrganisation): string {
  if (kind !== 'enterprise') return kindLabel;
  if (name.endsWith('分公司')) return '有限责任公司分公司';
  if (name.includes('股份有限公司')) return '股份有限公司（非上市）';
  if (name.endsWith('（有限合伙）')) return '有限合伙企业';
  return name.endsWith('公司') ? '有限责任公司' : '个人独资企业';
}

function approvalDay(
  organisation: DemoOrganisation,
  row: RegistrationEvent,
  at: { changed: number; handInDay: number; random: Random },
): number {
  if (row.event !== 'registered') return at.changed;
  if (organisation.registeredIn > 0) return organisation.registeredOn;
  return at.handInDay - at.random.between(oldestLeadDays.nearest, oldestLeadDays.furthest);
}

// An organisation that was renamed before the first period was last decided on when it got its name.
function formerNameCells(
  organisation: DemoOrganisation,
  row: RegistrationEvent,
  approvedOn: number,
): RowCells {
  const { formerName, renamedIn } = organisation;
  if (formerName === null || (row.event !== 'renamed' && renamedIn !== -1)) return {};
  return { formerName, formerNameUntil: approvedOn };
}
