// The diagram of the two-level log: records to a batch, batches to the log, the log to a signature.

const records = [24, 80, 136, 192];
const batches = [324, 380, 436, 492];
const leafY = 214;
const pairY = 150;
const rootY = 74;

interface LogFigureProperties {
  readonly description: string;
  /** What the four numbered places are called: record, batch, city log, checkpoint. */
  readonly names: readonly [string, string, string, string];
}

/** The marked path is the proof of one record. The numbers are those of the steps beside it. */
export function LogFigure({ description, names }: LogFigureProperties) {
  return (
    <svg class="log-figure" viewBox="0 0 520 280" role="img" aria-label={description}>
      <path d={treeOver(records)} />
      <path d={treeOver(batches)} />
      <g class="log-figure__proof">
        <path d={`M80 ${leafY}V178H52V${pairY}V118H108V${rootY}`} />
        <path d={`M124 ${rootY}H324V${leafY}`} class="log-figure__handover" />
        <path d={`M324 ${leafY}V178H352V${pairY}V118H408V${rootY}`} />
      </g>
      {[...records, ...batches].map((x) => (
        <rect key={x} class={leafClass(x)} x={x - 15} y={leafY} width="30" height="22" rx="2" />
      ))}
      {[52, 164, 352, 464].map((x) => (
        <circle key={x} class="log-figure__node" cx={x} cy={pairY} r="7" />
      ))}
      <rect class="log-figure__root" x="92" y={rootY - 14} width="32" height="28" rx="2" />
      <rect class="log-figure__signed" x="389" y={rootY - 19} width="38" height="38" rx="7" />
      <path class="log-figure__signature" d={`m399 ${rootY} 7 7 12-14`} />
      <text x="80" y={leafY + 46} text-anchor="middle">{`1 ${names[0]}`}</text>
      <text x="108" y={rootY - 30} text-anchor="middle">{`2 ${names[1]}`}</text>
      <text x="324" y={leafY + 46} text-anchor="middle">{`3 ${names[2]}`}</text>
      <text x="408" y={rootY - 34} text-anchor="middle">{`4 ${names[3]}`}</text>
    </svg>
  );
}

function leafClass(x: number): string {
  const marked = x === records[1] || x === batches[0];
  return marked ? 'log-figure__leaf log-figure__leaf--marked' : 'log-figure__leaf';
}

function treeOver(leaves: readonly number[]): string {
  const [a = 0, b = 0, c = 0, d = 0] = leaves;
  const [left, right] = [(a + b) / 2, (c + d) / 2];
  const pair = (from: number, to: number, middle: number) =>
    `M${from} ${leafY}V178H${to}V${leafY}M${middle} 178V${pairY}`;
  const top = `M${left} ${pairY}V118H${right}V${pairY}M${(left + right) / 2} 118V${rootY}`;
  return pair(a, b, left) + pair(c, d, right) + top;
}
