// Shows the page of an organisation.
import type { CatalogueItem } from '../../catalogue/item.model.js';
import { getCreditFile } from '../../disclosure/credit-file.js';
import type { CreditFilePage, PublicRecord } from '../../disclosure/credit-file.model.js';
import type { Context } from '../../http/context.js';
import { dayInShanghai } from '../../kernel/time.js';
import { addressIn } from '../language.js';
import type { Show } from '../page-request.model.js';
import { OrganisationPage } from './organisation.render.js';
import { organisationLabels } from './organisation-labels.js';

const recordsOnPage = 10;

/** The credit file under a code. A code in another form of writing moves to its own address. */
export const showOrganisation: Show = async (context, { frame, path, query }) => {
  const written = path['uscc'] ?? '';
  const after = query['after'];
  const file = await getCreditFile(context, written, { limit: recordsOnPage, after });
  const { uscc } = file.organisation;
  if (uscc !== written) {
    return { movedTo: addressIn(frame.language, `/organisations/${uscc}`) };
  }
  return {
    page: (
      <OrganisationPage
        frame={frame}
        file={file}
        labels={organisationLabels(context, file.organisation, frame.language)}
        shownElsewhere={(record) => shownElsewhere(context, file, record)}
        continued={after !== undefined}
      />
    ),
  };
};

/**
 * The fields that need not be repeated on a card: the card's head shows agency, day and number, the page's head
 * shows the organisation. A name or code that differs from today's is repeated.
 */
function shownElsewhere(
  context: Context,
  file: CreditFilePage,
  record: PublicRecord,
): ReadonlySet<string> {
  const item = context.catalogue.find(record.kind, dayInShanghai(context.clock.now()));
  if (!item) return new Set();
  const same = new Map([
    [item.subject.name, file.organisation.name],
    [item.subject.uscc, file.organisation.uscc],
  ]);
  const repeated = record.fields.filter(
    ({ code, text }) => text !== null && same.get(code) === text,
  );
  return new Set([...headFields(item), ...repeated.map((field) => field.code)]);
}

function headFields(item: CatalogueItem): string[] {
  const { decidedOn, decisionNumber, agency } = item;
  return [decidedOn, decisionNumber, agency?.name].filter((code) => code !== undefined);
}
