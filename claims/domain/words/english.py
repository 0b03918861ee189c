"""English: the words the readings know, as tables without rules. Another language is another such module.

Phrases are written with "|" between them and a space between tokens, so a sign stands alone: "c .", "US $".
"""

# ---------------------------------------------------------------- numbers


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numbered(words: str, start: int) -> dict[str, int]:
    """Each word with its number; words between two "|" share one."""
    return {word: n for n, together in enumerate(words.split("|"), start) for word in together.split()}


ONES = _numbered(
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen",
    start=0,
)
TENS = {
    word: 10 * tens
    for word, tens in _numbered("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety", start=2).items()
}
HUNDRED = "hundred"
DOZEN = "dozen"
SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
ARTICLES = ("a", "an")
SINGLE = "single"
AND = "and"
OF = "of"

FRACTION_PARTS = _numbered(
    "half|third thirds|quarter quarters fourth fourths|fifth fifths|sixth sixths|seventh sevenths"
    "|eighth eighths|ninth ninths|tenth tenths",
    start=2,
)
HALF = "half"
AFTER_PART = ("", "of", "and", "to", "or", "at", "but", "-", ",")
"""What may follow "a third" for it to be a part of something."""
AFTER_HALF = ("the", "all", "its", "their", "his", "her", "those", "these")
"""What may follow "half" too: half the killings."""
BEFORE_SCALE = ("half", "quarter", "quarters", "½", "¼", "¾")
"""What needs no article before "million" or "dozen": half-dozen, a quarter million."""
FRACTION_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}

FLOORS = {
    "tens": 10,
    "dozens": 12,
    "hundreds": 100,
    "thousands": 1_000,
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "millions": 1_000_000,
    "tens of millions": 10_000_000,
    "hundreds of millions": 100_000_000,
}
"""ACLED's lowest figures for numbers that are only named by their size, carried on to the millions."""
FLOORS_AFTER_VAGUE = {
    "dozen": "dozens",
    "hundred": "hundreds",
    "thousand": "thousands",
    "hundred thousand": "hundreds of thousands",
    "million": "millions",
}
"""Several hundred: as the plural. Not after "some": "some hundred" may be about one hundred."""
BEFORE_FLOORS = "many|several|a few|some"
BEFORE_SINGULAR_FLOORS = "many|several|a few"

ZEROS = "no one|no - one|nobody|none|nil"
ZERO_DETERMINER = "no"
ZERO_NOUNS = _words(
    "civilians civilian soldiers men women children people persons deaths death casualties"
    " fatalities victims survivors injuries abductions arrests attacks killings incidents homes"
    " villages prisons vehicles"
)
"""What "no" may count. "No figures" is not nought figures."""
AFTER_ZERO = ("", "of", "was", "were", "died", "killed")
"""What may follow "no one" for it to be a count. "No one knows" is none."""

ONLY_SAID = _words(
    "reported known confirmed recorded registered identified verified documented announced claimed mentioned counted"
)
"""After nought: that no death was reported does not say that nobody died."""

# ---------------------------------------------------------------- words that bind a figure

AT_LEAST = (
    "at least|at the least|at the very least|at minimum|at a minimum|no fewer than|no less than|not fewer than"
    "|not less than|a minimum of|the minimum of|minimum of|minimum|≥"
)
MORE_THAN = "more than|over|upwards of|upward of|in excess of|exceeding|above|greater than|>"
AT_MOST = (
    "up to|at most|at the most|no more than|not more than|as many as|as much as|a maximum of"
    "|the maximum of|maximum of|maximum|≤"
)
FEWER_THAN = "fewer than|less than|under|below|<"
NEARLY = "nearly|almost"
ABOUT = (
    "about|around|some|approximately|approx|approx .|roughly|circa|c .|ca .|ca|an estimated|the estimated"
    "|estimated|estimated at|an estimated total of|an approximate|close to|in the region of|in the order of"
    "|in the neighbourhood of|in the neighborhood of|on the order of|more or less|est|est .|~|≈|∼"
)
BEFORE_YEAR_OR_COUNT = ("the", "these", "those")
"""Before four digits: the 2022 killings may be those of that year."""
EXACTLY = "exactly|precisely|only|just"
BEFORE_COMPARISON = "well|far|just|slightly|a little|considerably|significantly"
"""Well over 300, just under 300: read as over and under, which cannot say too much."""

LEADING = (
    "the|these|those|all|all the|a total of|the total of|total of|in total|altogether|killed|killing"
    "|wounded|injured|detained|arrested|abducted|displaced|executed|wounding|injuring|detaining|arresting"
    "|abducting|displacing|executing|somewhere|anywhere"
)
"""Words before a figure that say nothing of its size."""

AFTER_AT_LEAST = (
    "or more|at least|at the least|at the very least|or over|and over|and above|or above|or higher|or greater|plus"
    "|- plus|+|minimum|at minimum|at a minimum|and counting|and rising|and climbing|and growing"
)
AFTER_AT_MOST = "or fewer|or less|at most|at the most|or under|and under|or lower|maximum|at maximum|at a maximum"
AFTER_ABOUT = "or so|approximately|approx|more or less|or thereabouts|give or take"

BETWEEN = "between"
FROM = "from"
TO = "to"
BUT = ("but", "and", ",")
MOST = (
    "most|most of|a majority|the majority|the vast majority|the great majority|the overwhelming majority|a majority of"
    "|the majority of|the vast majority of|the great majority of|the overwhelming majority of"
)

# ---------------------------------------------------------------- words without a number

VAGUE = (
    "many|several|numerous|a few|few|some|countless|innumerable|scores|various|multiple|a handful|a number"
    "|a large number|a small number|large numbers|an unknown number|an unspecified number"
    "|an undetermined number|a great many|a good many|very many"
)
PERSONS = _words(
    "persons men women children boys girls civilians villagers residents inhabitants herders farmers traders"
    " soldiers troops fighters militants mercenaries insurgents jihadists terrorists gunmen rebels officers"
    " officials guards police prisoners detainees hostages migrants refugees returnees victims survivors"
    " witnesses elders leaders chiefs workers patients doctors teachers students schoolchildren journalists"
    " activists"
)
PLURALS = PERSONS | _words(
    "people families households members forces units bodies casualties deaths killings fatalities abductions"
    " disappearances arrests attacks strikes raids clashes executions incidents villages towns homes houses"
    " buildings schools prisons camps countries vehicles interviews coups items times months years"
)
"""Plurals a report leaves without a number."""

# ---------------------------------------------------------------- words that must not be passed over

NEGATIONS = _words("not no never none neither nor cannot nobody")
COMPARING = _words(
    "more less fewer least most than maximum minimum approximately approx roughly nearly almost"
    " exactly estimated est upwards plus"
)
COMPARING_AT_THE_END = _words("about around over under above below up")
"""Prepositions inside a phrase ("around Bamako"), words about the figure at its end ("300 and over")."""
BREAKING_OFF = _words("and or but to from between than a an the of with")
"""At the end of the words, something has been cut off: perhaps a figure."""
QUANTITY_WORDS = _words(
    "many several numerous few some countless scores couple pair pairs both double twice thrice"
    " triple percent score gross majority minority handful hundredth thousandth milliard"
    " milliards lakhs crores odd something additional further extra average averaging averaged max min"
    " tops conservatively"
)
RATES = _words("per each every apiece daily nightly weekly fortnightly monthly yearly annually hourly")
RATE_PERIODS = _words("hour day night week fortnight month quarter year")
CHANGES = _words(
    "increase increased rise rose drop dropped decline declined decrease decreased higher lower greater growth points"
    " reduction surge spike jump plunge hike drops rises falls"
)
CHANGES_AT_ONCE = _words("up down fall off worse better")
"""After a percentage: a change, not a share. At once: directly after it only, since homes also burn down."""
MEASURES = _words(
    "times fold k m bn mn mln tn am pm hour hours minute minutes second seconds day days week weeks"
    " month months year years km kilometre kilometres kilometer kilometers mile miles metre metres meter"
    " meters cm mm kg kilogram kilograms kilos ton tons tonne tonnes litre litres hectare hectares acre acres"
    " aged old olds o'clock degrees"
)
"""First words after a figure that make it a size, an age or a multiple, not a count."""
COLLECTIVES = _words(
    "families households couples groups battalions brigades platoons companies squads columns"
    " convoys communities organisations organizations"
)
COLLECTIVE = _words(
    "family household couple group battalion brigade platoon company squad column convoy community"
    " organisation organization"
)
"""What is not counted in people though people make it up."""
THINGS = _words(
    "house building school hospital mosque church market town camp checkpoint base grave weapon shell bomb"
    " attack airstrike strike raid clash ambush battle goat cow camel animal"
)
THINGS_PLURAL = _words(
    "houses buildings schools hospitals mosques churches markets towns camps checkpoints bases graves weapons shells"
    " bombs attacks airstrikes strikes raids clashes ambushes battles goats cows camels animals"
)
THINGS_IN_ONE = _words("cattle livestock sheep poultry head")
"""Neither people nor bodies, though reports count them beside: houses burned, attacks, cattle."""
HEAD_ENDS = _words(
    "of in at on from by with who which that to for near during since was were are is had have has"
    " and or including among around between under over after before"
)
"""Where the noun a figure counts has surely ended: 300 members | of families."""

# ---------------------------------------------------------------- marks of a unit

MARKS = {
    "share": "%|٪|％|per cent|percent|per - cent|pct",
    "XOF": (
        "XOF|FCFA|F CFA|CFA|CFA franc|CFA francs|francs CFA|franc CFA|franc|francs|African francs"
        "|West African CFA francs|West African francs"
    ),
    "EUR": "€|EUR|euro|euros",
    "USD": "$|US $|USD|dollar|dollars|US dollar|US dollars|U . S . dollars|American dollars",
}
MONEY = _words(
    "franc francs cfa fcfa xof xaf eur euro euros usd dollar dollars cent cents gbp pound pounds"
    " sterling naira ngn rouble roubles ruble rubles rub yen yuan renminbi dinar dinars dirham"
    " dirhams ouguiya cedi cedis rand lira liras shilling shillings birr riyal riyals rupee rupees"
    " chf"
)
"""Names of money: one that does not belong to the unit is refused wherever it stands."""

# ---------------------------------------------------------------- dates

MONTHS = _numbered(
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept"
    "|october oct|november nov|december dec",
    start=1,
)
WEEKDAYS = _numbered("monday|tuesday|wednesday|thursday|friday|saturday|sunday", start=0)
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
LAST = ("last", "final")
MONTHS_WORD = "months"
PART_OF_YEAR = {"early": (1, 3), "mid": (4, 9), "late": (10, 12)}
"""First and last month. Early and late are a quarter each, mid what lies between them."""
EDGE_OF_YEAR = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
"""Words that need an "of" for the same parts."""
HALF_OF_YEAR = "half"
QUARTER = "quarter"
QUARTER_LETTER = "q"
IN = "in"
BEFORE_YEAR = ("in", "since", "during", "until")
"""Before a figure: the words are a date."""
BEFORE_DATE = "in|on|during|in the|on the|during the|the|at the|the month of|in the month of|the year|in the year"
"""Words before a date that say nothing of it."""

SINCE = "since|ever since|starting|starting in|starting on|beginning in|beginning on"
SINCE_AT_LEAST = "since at least|at least since"
UNTIL = "until|till|through|up to|up until"
UNTIL_AT_LEAST = "until at least|at least until|up to at least"
BY = "by|no later than|not later than|on or before|in or before"
BEFORE = "before|prior to"
AFTER = "after"
NOT_BEFORE = "no earlier than|not earlier than|not before|on or after|in or after"
_GOING_ON = "still|still so|still ongoing|ongoing|still under way|still underway|still continuing"
STILL = "|".join(
    ["still", *(f"{words} {joint}" for words in _GOING_ON.split("|") for joint in ("on", "in", "during", "as of"))]
)
STILL_AFTER = "still"
AS_OF = "as of"
ONWARDS = ("on", "onward", "onwards")
TO_DATE = ("to", "until", "till", "through")

SEASONS = _words("spring summer autumn fall winter season ramadan harvest")
RELATIVE = _words(
    "today yesterday tomorrow tonight ago recently now currently presently earlier later lately soon"
    " nowadays last this next past previous following coming same"
)
DAYS_BACK = {"today": 0, "yesterday": 1}
STEPS_BACK = {"this": 0, "last": 1}
CALENDAR_UNITS = {"month": "month", "months": "month", "year": "year", "years": "year"}
DAY_UNIT = {"day": "day", "days": "day"}
AGO = "ago"
BEFORE_RELATIVE = ("on", "earlier", "in", "during")
"""Words from the document's own day: on Tuesday, earlier this month, two years ago. Weeks are in none of them: a week
ago may be a day or a week.
"""
UNSURE_DATE = _words("about around circa approximately roughly ca c possibly perhaps probably likely")
DECADES = _words("decade decades century centuries")

# ---------------------------------------------------------------- what a running text says, for domain/spotting

MEASURED = {
    "killed": "killed|kill|kills|killing|killings|dead|died|die|dies|death|deaths|executed|execution|executions"
    "|murdered|massacred|massacre|slain|fatalities|lost their lives|shot dead|beheaded|burned alive|burnt alive",
    "injured": "injured|injuries|injuring|wounded|wounding|maimed|hurt",
    "detained": "detained|detention|arrested|arrest|arrests|imprisoned|jailed|held|captured|rounded up",
    "disappeared": "disappeared|disappearance|disappearances|abducted|abduction|abductions|kidnapped|missing|hostages"
    "|taken hostage|kidnappings",
    "displaced": "displaced|displacement|fled|flee|flees|fleeing"
    "|refugees|returnees|uprooted|forced from their homes|left their homes",
    "ill_treated": "raped|rape|rapes|tortured|torture|beaten|flogged|mutilated|assaulted|ill-treated|abused",
    "property_destroyed": "burned|burnt|destroyed|looted|torched|razed|pillaged|demolished|burned down|set on fire",
    "incidents": "attack|attacks|incident|incidents|raid|raids|airstrike|airstrikes|strikes|ambush|ambushes|clashes"
    "|explosions|bombings",
    "interviews": "interviewed|interview|interviews|spoke with|spoke to",
    "start_date": "began|begun|started|starting|launched",
    "end_date": "ended|ending|withdrew",
    "strength": "troops|deployed|mercenaries|peacekeepers|personnel|deployment",
}
"""Words that tell what is counted, by the code of the measure."""
DONE_TO_PEOPLE = _words("killed injured detained disappeared displaced ill_treated")
"""The measures that count people."""
ACTS = DONE_TO_PEOPLE | _words("property_destroyed incidents")
"""The measures whose words are an act that a claim may be about without any figure."""

SAYING = {
    "asserts": "said|says|say|saying|told|stated|states|reported|reports|report|confirmed|confirms|announced|estimates"
    "|estimated|estimate|found|finds|documented|concluded|recorded|records|noted|notes|wrote|writes|declared|added"
    "|counted|counts|verified|put",
    "alleges": "alleged|alleges|allege|claimed|claims|claim|accuses",
    "denies": "denied|denies|deny|rejected|rejects|disputed|disputes",
}
"""Verbs of saying behind whoever says it, by the stance they show."""
SAYING_BEFORE = {"asserts": "according to|as reported by|reported by|as stated by|documented by|in the words of"}
"""Words before whoever says it."""
NAME_JOINS = _words("of the for and de des du la le al el ag ould bin ibn on in against without with")
"""Small words inside the name of a source."""
PRONOUNS = _words("he she it they we i you who which that this these those there")
"""Who says it is named before: these words name nobody."""
PLACE_BEFORE = _words("in at near outside around from")
BY_WHOM_BEFORE = _words("by")

OTHERS = _words("other others several many some")
"""Where a list of who says it goes on to people without a name."""
DEATHS = _words("deaths fatalities casualties killings injuries abductions disappearances arrests executions")
"""What counts people though it names an act."""
UNSPECIFIC = _words(
    "the and for with from that this these those which who whom whose what when where how many much were was are"
    " been being have has had having his her its their our your they them she him one two all any some more most"
    " other others such than then there here into onto over under after before during since until while about"
    " between among also only not but nor too very can could may might must shall should will would did does done"
    " said says reported according people person persons least several including number total estimated"
)
"""Words that stand in sentences about anything: sharing them says nothing of what a text is about."""
SMALL = _words("of in to is by it at as he we be or if so up")
"""Further small words of English, for telling whether a text is."""
NO_COUNT_BEFORE = _words(
    "resolution article articles paragraph paragraphs para page pages chapter section sections annex appendix table"
    " figure box footnote note no number nr nos stage stages phase tier level part volume vol version act aged age ages"
    " operation decree law order case group grade chapters rule option unit room highway road route km line item"
)
"""Before a figure that counts nothing: Resolution 2164, page 3, stage 9, aged 12."""
NO_COUNT_AFTER = _words("st nd rd th pm am a.m p.m hrs gmt utc mm calibre caliber percentile edition anniversary")
"""Behind such a figure."""
ADVISING = _words(
    "should must shall ought recommend recommends recommended recommendation recommendations urge urges urged call"
    " calls calling encourage encourages ensure demand demands request requests"
)
"""Words of a recommendation: what somebody wants done is no claim that it was."""
