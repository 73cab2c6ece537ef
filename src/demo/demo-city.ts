// The demo city as the rest of the platform sees it: a plan, and files handed in one by one through the real intake.
import type { Catalogue } from '../catalogue/catalogue.js';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { dayFromNumber, type IsoDay } from '../kernel/time.js';
import type { DemoRequest } from './city.js';
import { rowsOfFile } from './file-rows.js';
import { frameOf, openWritingRoom } from './frame.js';
import type { DemoKind, DemoPlan, DemoSchedule, PlannedFile } from './plan.model.js';
import { scheduleDemoCity } from './schedule.js';
import { tableFile } from './table-file.js';

/** A file as an agency of the demo city hands it in. */
export interface DemoFile {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly kind: DemoKind;
  readonly agencyCode: string;
  /** The source's own day. */
  readonly sourceDay: IsoDay;
  /** Milliseconds since 1970-01-01T00:00Z on the demo's own clock. */
  readonly receivedAt: number;
}

/** How far the run has come. */
export interface DemoProgress {
  readonly files: number;
  readonly filesTotal: number;
  readonly rows: number;
  readonly rowsTotal: number;
}

/** What {@link runDemoCity} needs besides seed, size and last day. */
export interface DemoRun extends DemoRequest {
  /** Takes one file; the next one is written only when it is done. */
  readonly submit: (file: DemoFile) => Promise<void>;
  readonly onProgress?: (progress: DemoProgress) => void;
  /** The catalogue whose headings the files bear; the package's own where it is not given. */
  readonly catalogue?: Catalogue;
}

/**
 * Hands in all files of the city in order of `receivedAt`, one at a time, and returns the plan they follow. Every
 * moment lies before the day `until` begins in Shanghai. Refuses what `makeDemoCity` refuses.
 */
export async function runDemoCity(run: DemoRun): Promise<DemoPlan> {
  const schedule = scheduleDemoCity(run);
  const filesTotal = schedule.files.length;
  let files = 0;
  let rows = 0;
  for (const { file, planned } of writeDemoFiles(schedule, run.catalogue)) {
    await run.submit(file);
    files += 1;
    rows += planned.rows + planned.added.length;
    run.onProgress?.({ files, filesTotal, rows, rowsTotal: schedule.plan.rows });
  }
  return schedule.plan;
}

/** Writes the files of a schedule one after the other, each only when it is asked for. */
export function* writeDemoFiles(
  schedule: DemoSchedule,
  catalogue: Catalogue = loadCatalogue(),
): Generator<{ file: DemoFile; planned: PlannedFile }> {
  const room = openWritingRoom(schedule);
  for (const planned of schedule.files) {
    const frame = frameOf(room, planned);
    const day = dayFromNumber(planned.handInDay);
    const item = catalogue.get(planned.kind, day);
    const file: DemoFile = {
      bytes: tableFile(frame, item, rowsOfFile(frame)),
      fileName: fileNameOf(frame.agency.words.mark, planned, item.title.zh),
      kind: planned.kind,
      agencyCode: frame.agency.code,
      sourceDay: dayFromNumber(planned.sourceDay),
      receivedAt: planned.receivedAt,
    };
    yield { file, planned };
  }
}

function fileNameOf(mark: string, planned: PlannedFile, title: string): string {
  const ending = planned.style.delimiter === 'tab' ? 'txt' : 'csv';
  return `${mark}_${title}_${dayFromNumber(planned.sourceDay).replaceAll('-', '')}.${ending}`;
}
