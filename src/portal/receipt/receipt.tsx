// Shows a receipt to whoever has its check code, and the form that asks for it.
import type { Context } from '../../http/context.js';
import { getReceipt, type Receipt } from '../../intake/receipt.js';
import { Refusal } from '../../kernel/errors.js';
import { addressIn } from '../language.js';
import type { Show } from '../page-request.model.js';
import { ReceiptPage } from './receipt.render.js';
import { ReceiptEntryPage } from './receipt-entry.render.js';

const findingsOnPage = 100;

/** The form; with both values given, on to the receipt itself. */
export const showReceiptEntry: Show = async (_context, { frame, query }) => {
  const batch = (query['batch'] ?? '').trim().toLowerCase();
  const code = (query['code'] ?? '').trim();
  if (batch === '' || code === '')
    return { page: <ReceiptEntryPage frame={frame} batch={batch} /> };
  const address = `/receipts/${encodeURIComponent(batch)}?code=${encodeURIComponent(code)}`;
  return { movedTo: addressIn(frame.language, address) };
};

/** The receipt of a batch; without a right code the form, alike for wrong codes and for unknown batches. */
export const showReceipt: Show = async (context, { frame, path, query }) => {
  const batch = path['batch'] ?? '';
  const checkCode = query['code'] ?? '';
  if (checkCode === '') return { page: <ReceiptEntryPage frame={frame} batch={batch} /> };
  const from = readFrom(query['from']);
  const receipt = await findReceipt(context, { batch, checkCode, from, limit: findingsOnPage });
  if (!receipt) {
    return {
      page: <ReceiptEntryPage frame={frame} batch={batch} wrong />,
      status: 404,
      secret: true,
    };
  }
  if (from > 1 && receipt.findings.length === 0) {
    const address = `/receipts/${receipt.batch}?code=${encodeURIComponent(checkCode)}`;
    return { movedTo: addressIn(frame.language, address) };
  }
  const part = {
    findings: receipt.findings,
    from,
    total: receipt.findingsTotal,
  };
  return {
    page: <ReceiptPage frame={frame} receipt={receipt} checkCode={checkCode} part={part} />,
    secret: true,
  };
};

async function findReceipt(
  context: Context,
  { batch, ...query }: { batch: string; checkCode: string; from: number; limit: number },
): Promise<Receipt | undefined> {
  try {
    const wanted = { batchId: batch.toLowerCase(), ...query };
    return await getReceipt(context.database, context.catalogue, wanted);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'receipt.unknown') return undefined;
    throw error;
  }
}

function readFrom(text: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : 1;
}
