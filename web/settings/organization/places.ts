interface Place {
  readonly value: string;
  readonly label: string;
  /** Also found by this. */
  readonly hint?: string;
}

/** Those people write in where this is used; any other can be set through the API. */
const languageTags = 'en sw ur ar fr pt es hi pa ps sd bn am so ha yo ig zu xh rw lg om ti fa tr id ms vi th zh ru uk de it nl'.split(' ');

/** ISO 3166. */
const countryCodes =
  `AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK
DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KR
KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL
PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VC VE
VN VU WS XK YE ZA ZM ZW`.split(/\s+/);

const byLabel = (one: Place, other: Place) => one.label.localeCompare(other.label);

/** Named in the reader's language, in its order. */
export function languagesIn(reader: string): readonly Place[] {
  const names = new Intl.DisplayNames(reader, { type: 'language' });
  return languageTags.map((tag) => ({ value: tag, label: names.of(tag) ?? tag, hint: tag })).sort(byLabel);
}

export function countriesIn(reader: string): readonly Place[] {
  const names = new Intl.DisplayNames(reader, { type: 'region' });
  return countryCodes.map((code) => ({ value: code, label: names.of(code) ?? code, hint: code })).sort(byLabel);
}

let known: readonly Place[] | undefined;

/** Every time zone of this browser. Asked once: there are over 400. */
export function zones(): readonly Place[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => ({ value: name, label: name.replaceAll('_', ' ') }));
  return known;
}
