// The page on the log: what it is, its latest checkpoint, its key, and how to check a proof.
import { fillTemplate } from '../../kernel/errors.js';
import { wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { writtenCount, writtenMoment } from '../written.js';
import { logWords } from './log.words.js';
import { LogFigure } from './log-figure.render.js';

/** The newest signed note. */
interface LatestCheckpoint {
  readonly note: string;
  readonly size: number;
  readonly signedAt: number;
}

interface LogPageProperties {
  readonly frame: Frame;
  /** Null: the log is empty. */
  readonly checkpoint: LatestCheckpoint | null;
  /** In the form of a C2SP signed note: name, key number, key. */
  readonly verifierKey: string;
}

/** What the log is and how anybody can check it. */
export function LogPage({ frame, checkpoint, verifierKey }: LogPageProperties) {
  const { language } = frame;
  const words = wordsIn(logWords, language);
  const steps = [
    [words.stepRecord, words.stepRecordText],
    [words.stepBatch, words.stepBatchText],
    [words.stepLog, words.stepLogText],
    [words.stepSigned, words.stepSignedText],
  ] as const;
  return (
    <Layout frame={frame} title={words.title} description={words.lead}>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <section class="section" aria-labelledby="how">
        <h2 id="how">{words.how}</h2>
        <div class="log-path">
          <LogFigure
            description={words.figure}
            names={[words.stepRecord, words.stepBatch, words.stepLog, words.stepSigned]}
          />
          <ol class="steps">
            {steps.map(([title, text]) => (
              <li key={title}>
                <h3>{title}</h3>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </div>
      </section>
      <CheckpointAndKey frame={frame} checkpoint={checkpoint} verifierKey={verifierKey} />
      <section class="section" id="check" aria-labelledby="check-title">
        <h2 id="check-title">{words.check}</h2>
        <ol class="instructions">
          <li>{words.checkOne}</li>
          <li>
            {words.checkTwo}
            <pre class="block" tabIndex={0}>
              {`npx xinheng ledger check FILE --key '${verifierKey}'`}
            </pre>
          </li>
          <li>{words.checkThree}</li>
          <li>{words.checkFour}</li>
        </ol>
      </section>
    </Layout>
  );
}

function CheckpointAndKey({ frame, checkpoint, verifierKey }: LogPageProperties) {
  const { language } = frame;
  const words = wordsIn(logWords, language);
  return (
    <div class="section two">
      <section aria-labelledby="checkpoint">
        <h2 id="checkpoint">{words.checkpoint}</h2>
        {checkpoint ? (
          <>
            <p>
              {fillTemplate(
                checkpoint.size === 1 ? words.checkpointTextOne : words.checkpointText,
                {
                  time: writtenMoment(checkpoint.signedAt, language),
                  size: writtenCount(checkpoint.size, language),
                },
              )}
            </p>
            <pre class="block" tabIndex={0}>
              {checkpoint.note.trimEnd()}
            </pre>
            <p>
              <a class="more" href="/api/v1/checkpoint">
                {words.downloadCheckpoint}
              </a>
            </p>
          </>
        ) : (
          <p>{words.checkpointNone}</p>
        )}
      </section>
      <section aria-labelledby="key">
        <h2 id="key">{words.key}</h2>
        <p>{words.keyText}</p>
        <pre class="block" tabIndex={0}>
          {verifierKey}
        </pre>
        <p>
          <a class="more" href="/api/v1/log/key">
            {words.downloadKey}
          </a>
        </p>
      </section>
    </div>
  );
}
