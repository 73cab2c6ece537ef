// The mark of the platform: a seal with a balance that holds a circle and a square level.

/** The mark as a seal; it stands beside the name in words and is therefore hidden from readers aloud. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg
      class="mark"
      viewBox="0 0 48 48"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <rect class="mark__seal" width="48" height="48" rx="9" />
      <Balance />
    </svg>
  );
}

/** The window of the home page: the same balance in a round lattice window. */
export function LatticeWindow() {
  return (
    <svg class="lattice-window" viewBox="0 0 320 320" aria-hidden="true" focusable="false">
      <defs>
        <clipPath id="window-opening">
          <circle cx="160" cy="160" r="137" />
        </clipPath>
      </defs>
      <circle class="lattice-window__frame" cx="160" cy="160" r="150" />
      <g class="lattice-window__bars" clip-path="url(#window-opening)">
        <path d={latticeBars()} />
      </g>
      <circle class="lattice-window__edge" cx="160" cy="160" r="137" />
      <circle class="lattice-window__opening" cx="160" cy="160" r="76" />
      <g class="lattice-window__balance" transform="translate(100 98) scale(2.5)">
        <Balance />
      </g>
    </svg>
  );
}

function Balance() {
  return (
    <g class="mark__balance">
      <path d="M24 8.5v29M8.5 16.5h31M16 38.5h16M12.5 16.5v6M35.5 16.5v6" />
      <circle cx="12.5" cy="27.5" r="4.9" />
      <rect x="30.7" y="22.6" width="9.6" height="9.6" rx="0.6" />
    </g>
  );
}

// Squares joined by bars, the pattern of many garden windows; one cell is 46 wide.
function latticeBars(): string {
  const bars: string[] = [];
  for (let column = 0; column < 7; column += 1) {
    for (let row = 0; row < 7; row += 1) {
      const x = column * 46 - 1 + 23;
      const y = row * 46 - 1 + 23;
      bars.push(`M${x - 12} ${y - 12}h24v24h-24z`, `M${x + 12} ${y}h22`, `M${x} ${y + 12}v22`);
    }
  }
  return bars.join('');
}
