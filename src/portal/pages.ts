// Which page lies at which address, and what an act it is to look at it.
import { showAbout } from './about/about.js';
import { accountPages } from './account/account-pages.js';
import { administrationPages } from './administration/administration-pages.js';
import { auditPages } from './audit/audit-pages.js';
import { showBatch } from './batch/batch.js';
import { bindingPages } from './binding/binding.js';
import { showDictionary, showKind } from './dictionary/dictionary.js';
import { showHome } from './home/home.js';
import { showLog } from './log/log.js';
import { showOrganisation } from './organisation/organisation.js';
import type { Page } from './page-request.model.js';
import { showPeople } from './people/people.js';
import { showReadings } from './readings/readings.js';
import { showReceipt, showReceiptEntry } from './receipt/receipt.js';
import { showRecord } from './record/record.js';
import { showSearch } from './search/search.js';
import { signInPages } from './sign-in/sign-in-pages.js';

/** Every address of the site but its assets. */
export const pages: readonly Page[] = [
  { address: '/', act: 'public.read', show: showHome },
  { address: '/search', act: 'public.read', show: showSearch },
  { address: '/organisations/:uscc', act: 'public.read', show: showOrganisation },
  { address: '/organisations/:uscc/readings', act: 'readings.read-own', show: showReadings },
  { address: '/records/:record', act: 'public.read', show: showRecord },
  { address: '/batches/:batch', act: 'public.read', show: showBatch },
  { address: '/receipts', act: 'receipt.read', show: showReceiptEntry },
  { address: '/receipts/:batch', act: 'receipt.read', show: showReceipt },
  { address: '/dictionary', act: 'public.read', show: showDictionary },
  { address: '/dictionary/:kind', act: 'public.read', show: showKind },
  { address: '/log', act: 'public.read', show: showLog },
  { address: '/people', act: 'public.read', show: showPeople },
  { address: '/about', act: 'public.read', show: showAbout },
  ...signInPages,
  ...accountPages,
  ...auditPages,
  ...bindingPages,
  ...administrationPages,
];
