// Which of the two languages a request would rather read.

/** The better liked of Chinese and English in an Accept-Language header (RFC 9110, 12.5.4); Chinese by default. */
export function preferredLanguage(acceptLanguage: string | undefined): 'zh' | 'en' {
  let best: 'zh' | 'en' = 'zh';
  let bestWeight = 0;
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    const weight = weightOf(parameters);
    if ((language === 'zh' || language === 'en') && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.map((parameter) => parameter.trim()).find((p) => p.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return Number.isFinite(weight) ? weight : 0;
}
