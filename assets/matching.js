// Does a text print a quote? The twin of site_builder/evidence: same ladder, same tables, same verdicts, as tests show.
// Pure: text in, verdict out. A classic script, since browsers load no modules from disk. `Matching` is all it defines.
// Inside, offsets are UTF-16 units; in verdicts they are characters (code points), as Python counts them.
const Matching = (() => {
  // ---- tables

  const IGNORED = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff";
  const HYPHENS = "-‐‑־", LONG_DASHES = "—―", DASHES = HYPHENS + LONG_DASHES + "‒–−﹘﹣－";
  const SINGLE_MARKS = "'’‘‚‛‹›`´′׳＇『』", DOUBLE_MARKS = '"“”„‟«»″״＂「」〝〞';
  const STOPS = ".,;:。，、；：،؛۔।";
  const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    + "\u{20000}-\u{3ffff}";
  const ELIDING = ["br", "ca", "fr", "it", "oc"];
  const DENIALS = [
    "ain't aren't can't cannot couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't n't needn't",
    "neither never no nobody none nor not nothing nowhere shouldn't wasn't weren't without won't wouldn't",
    "aucun aucune jamais n ne ni nul nulle pas personne plus rien sans",
    "kein keine keinem keinen keiner keines nein nicht nichts nie niemals niemand ohne weder",
    "jamás ningún ninguna nunca sin tampoco",
    "mai né nessun nessuna nessuno niente non nulla senza",
    "без не нет нечего ни никогда никто ничего",
    "אין אינו אינה אינם בלי לא",
    "بدون دون غير لا لم لن ليس ليست ما",
    "不 未 非 没 沒 無 无",
  ].join(" ").split(" ");
  const FUNCTION_WORDS = {
    en: "a an the this that these which of in on at to by as and also so then is are was were be been has have had it its it's"
      + " there",
    fr: "à au aux ce cet cette ces dans de des du en est et l la le les que qui sont sur un une y d c",
    de: "am an auch auf aus das dass dem den der des die diese dieser dieses ein eine einem einen einer eines im in ist sind so"
      + " und von vom zu zum zur",
    es: "a al de del el en es esta este la las lo los que se son un una y",
    it: "a al alla che da dal dei del della di e è gli i il in la le lo nel nella sono un una uno",
    ru: "а в во и к ко на о об с со то у что это",
  };
  const NEAR = 4, EDGE = 16, FARTHEST = 1500, BARE = 4, FEWEST = 4, LIKE = 0.7, COMMON = 40, TRIES = 3;

  // ---- characters; what Python's str and re take for a space, a letter, a digit

  const S = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000", s = `[${S}]`;
  const re = (source, flags = "") => new RegExp(source, flags + "u");
  const set = marks => marks.replace(/[-\]\\^]/g, "\\$&");
  const test = source => (pattern => text => pattern.test(text))(re(source));
  const isAlnum = test("^[\\p{L}\\p{N}]+$"), isDecimal = test("^\\p{Nd}$"), isUpper = test("^\\p{Uppercase}$");
  const isMark = test("^\\p{M}$"), isSpace = test(`^${s}+$`);
  const isSign = character => !isAlnum(character) && !isSpace(character);
  const STRIP = re(`^${s}+|${s}+$`, "g"), RSTRIP = re(`${s}+$`), LSTRIP = re(`^${s}+`);
  const strip = text => text.replace(STRIP, "");

  /** The offset `count` characters after `at`, or before it where `count` is negative, within the text. */
  const step = (text, at, count) => {
    for (; count > 0 && at < text.length; count--) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    for (; count < 0 && at > 0; count++) at -= at > 1 && text.codePointAt(at - 2) > 0xffff ? 2 : 1;
    return at;
  };
  const after = (text, at, count = 1) => text.slice(at, step(text, at, count));
  const before = (text, at, count = 1) => text.slice(step(text, at, -count), at);

  /** How many of the sorted offsets are smaller. */
  const bisect = (offsets, at) => {
    let low = 0, high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle] < at) low = middle + 1; else high = middle;
    }
    return low;
  };

  /** The first item with the largest value. */
  const best = (items, value) => items.reduce((top, item) => (top && top.value >= value(item) ? top : { item, value: value(item) }), null)?.item;

  // ---- folds.py: finding

  const UNSEEN = re(`[${IGNORED}]`, "g");
  const GLYPHS = /[\ufb00-\ufb06\ufb1d-\ufbff\ufe70-\ufefcʼـ]/g;
  const form = glyph => ({ "ʼ": "’", "ـ": "" })[glyph] ?? glyph.normalize("NFKC");
  const bases = new Map(), BASELESS = re("[^\\p{L}\\p{N}]", "g");
  const base = character => {
    if (!bases.has(character)) bases.set(character, character.replace(GLYPHS, form).normalize("NFD").replace(BASELESS, ""));
    return bases.get(character);
  };

  /** A text as bare lower-case letters and digits, each knowing where in the text it stands. */
  class Skeleton {
    constructor(text) {
      const letters = [];
      this.text = text;
      this.offsets = [];
      let at = 0;
      for (const character of text.replaceAll("İ", "i").toLowerCase().replaceAll("ς", "σ")) {
        const found = base(character);
        letters.push(found);
        for (let count = found.length; count > 0; count--) this.offsets.push(at);
        at += character.length;
      }
      this.letters = letters.join("");
    }
    span(first, count) {
      let end = step(this.text, this.offsets[first + count - 1], 1);
      while (isMark(after(this.text, end))) end = step(this.text, end, 1);
      return [this.offsets[first], end];
    }
  }

  // ---- folds.py: judging

  const TOKEN = re([
    `(?<dash>${s}*(?:-{2,3}|[${set(DASHES)}])${s}*)`,
    `(?<dots>${s}*(?:…|\\.(?:${s}?\\.){2})${s}*)`,
    `(?<mark>(?<![^${S}(\\[—–'’“"\\-])[«‹]${s}+|${s}+[»›](?![^${S}.,;:!?…)\\]—–'’”"\\-])|''|\`\`|[${SINGLE_MARKS + DOUBLE_MARKS}])`,
    `(?<silent>${s}+(?=[!?;:%‰]))`,
    `(?<space>${s}+)`,
    "(?<text>[\\p{L}\\p{N}_]+|[^])",
  ].join("|"), "g");
  const SPACES = re(`${s}+`, "g");
  const spaced = text => text.replace(UNSEEN, "").normalize("NFC").replace(SPACES, " ");
  const typed = text => strip(tokens(text).map(token => token.form).join(""));

  const tokens = text => {
    const plain = text.replace(UNSEEN, "").normalize("NFC").replace(GLYPHS, form);
    return [...plain.matchAll(TOKEN)].filter(match => match.groups.silent === undefined).map(match => token(match, plain));
  };
  const token = (match, plain) => {
    const { dash, dots, mark, space } = match.groups;
    if (dash !== undefined) return dashToken(dash, match.index, plain);
    if (mark !== undefined) return markToken(mark, match.index, plain);
    return { form: dots !== undefined ? "..." : space !== undefined ? " " : match[0] };
  };
  const dashToken = (whole, at, plain) => {
    const dash = strip(whole), [left, right] = whole.split(dash);
    const broken = !left && HYPHENS.includes(dash) && right.includes("\n");
    const opens = at ? left !== "" : null, ends = at + whole.length < plain.length ? right !== "" && !broken : null;
    const long = dash.length > 1 || LONG_DASHES.includes(dash) || (dash === "–" && !opens && !ends);
    return { form: "-", before: opens, after: ends, long };
  };
  const markToken = (whole, at, plain) => {
    const mark = strip(whole), left = before(plain, at), right = after(plain, at + whole.length);
    const bound = isDecimal(left) || (isAlnum(left) && isAlnum(right));
    return { form: "'", double: mark.length > 1 || DOUBLE_MARKS.includes(mark), bound };
  };

  const rung = (ours, theirs) => {
    if (ours === theirs) return 0;
    if (spaced(ours) === spaced(theirs)) return 1;
    const one = tokens(ours), other = tokens(theirs);
    return one.length === other.length && one.every((mine, number) => agree(mine, other[number])) ? 2 : null;
  };
  const agree = (ours, theirs) => {
    if (ours.form !== theirs.form) return false;
    if (!ours.double !== !theirs.double) return !(ours.bound || theirs.bound);
    const alike = (one, other) => one == null || other == null || one === other;
    if (alike(ours.before, theirs.before) && alike(ours.after, theirs.after)) return true;
    const spaces = dash => !!dash.before + !!dash.after;
    return (spaces(ours) <= spaces(theirs) ? ours : theirs).long;
  };

  // ---- words.py

  const KINDS = [
    ["[不未非没沒無无勿莫别別]", "n"], [`[${UNSPACED}]`, "h"], ["[\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f]", "k"],
    ["['’‘ʼ׳´`]", "'"], [`[${set(HYPHENS)}–−״]`, "-"], ["[%‰°]", "%"], ["[+#]", "+"], ["[\u00a0\u2007\u2009\u202f]", "~"],
    [s, " "], ["[.,:/&@_]", ""], ["\\p{Nd}", "9"], ["\\p{Uppercase}", "A"], ["[\\p{L}\\p{N}]", "a"], ["\\p{M}", "m"],
    ["\\p{Sc}", "$"], ["[^]", "?"],
  ].map(([pattern, kind]) => [re(pattern), kind]);
  const kindOf = character => KINDS.find(([pattern]) => pattern.test(character))[1] || character;
  const INSIDE = [
    "\\|m", "[aA9]\\|[aA9]", "k\\|k", "n\\|[nh]", "[aA9]\\|['\\-&/@_][aA9]", "[aA9][\\-&/@_]\\|[aA9]", "[aA9]\\|\\.a", "[aA9]\\.\\|a",
    "(?<![aA9])A\\|\\.A", "(?<![aA9])A\\.\\|A", "9\\|[.,':/~]9", "9[.,':/~]\\|9", "\\$[ ~]?\\|9", "9\\|[ ~]?\\$(?!9)", "9\\|[ ~]?%",
    "(?<![^ ~(])-\\|9", "[aA9]\\|\\+",
  ].join("|");
  const PLACE = re(`${INSIDE}|[aA9]'\\|[aA9]`), PLACE_WITH_ELISION = re(INSIDE);
  const root = language => language.split("-")[0];

  const insideWord = (text, at, language) => {
    const kinds = part => [...part.replace(UNSEEN, "")].map(kindOf);
    const left = kinds(before(text, at, 4 * NEAR)).filter(kind => kind !== "m");
    const right = kinds(after(text, at, 4 * NEAR));
    const place = ELIDING.includes(root(language)) ? PLACE_WITH_ELISION : PLACE;
    return place.test(`${left.slice(-NEAR).join("")}|${right.slice(0, NEAR).join("")}`);
  };

  const WORD = [
    `[${UNSPACED}]`, `[$€£¥₽₹]?\\p{Nd}+(?:[.,:/'’–\\-]\\p{Nd}+)*(?:${s}?[%‰])?`, "(?:[\\p{L}\\p{Nl}\\p{No}]\\.){2,}",
    `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+(?:[\\u00ad'’ʼ&/@_${set(HYPHENS)}]\\n?(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+)*`,
  ].join("|");
  const WORDS = re(WORD, "g");
  const PIECE = re(`(?:${WORD}|-{2,3}|[${set(DASHES)}]|\\.(?:${s}?\\.){2}|[^${S}])${s}*`, "g");
  const all = (text, pattern) => text.match(pattern) ?? [];
  const BLANK = re("^[\\p{P}\\p{Z}]*$");
  const denies = plain => DENIALS.includes(plain) || plain.endsWith("n't") || plain.startsWith("n'");
  const isNegation = word => denies(typed(word).toLowerCase());
  const isContent = (word, language) => {
    const plain = typed(word).toLowerCase();
    if (BLANK.test(plain)) return ["%", "‰", "&", "@", "#"].includes(plain);
    return denies(plain) || !(FUNCTION_WORDS[root(language)] ?? "").split(" ").includes(plain);
  };

  // ---- difference.py; `blocks` is difflib's SequenceMatcher without junk

  const blocks = (ours, theirs) => {
    const where = new Map(), found = [], waiting = [[0, ours.length, 0, theirs.length]];
    theirs.forEach((word, at) => where.has(word) ? where.get(word).push(at) : where.set(word, [at]));
    while (waiting.length) {
      const [low, high, first, last] = waiting.pop();
      let longest = { size: 0 }, row = new Map();
      for (let a = low; a < high; a++) {
        const next = new Map();
        for (const b of where.get(ours[a]) ?? []) {
          if (b < first || b >= last) continue;
          const size = (row.get(b - 1) ?? 0) + 1;
          next.set(b, size);
          if (size > longest.size) longest = { a: a - size + 1, b: b - size + 1, size };
        }
        row = next;
      }
      const { a, b, size } = longest;
      if (size) {
        found.push(longest);
        waiting.push([low, a, first, b], [a + size, high, b + size, last]);
      }
    }
    return found.sort((one, other) => one.a - other.a).reduce((joined, block) => {
      const end = joined.at(-1);
      if (end && end.a + end.size === block.a && end.b + end.size === block.b) end.size += block.size; else joined.push(block);
      return joined;
    }, []);
  };

  const partsOf = (ours, theirs, key) => {
    const mine = all(ours, PIECE), yours = all(theirs, PIECE), found = [];
    const add = (op, a, aEnd, b, bEnd) => {
      const one = mine.slice(a, aEnd).join(""), other = yours.slice(b, bEnd).join("");
      if (one || other) found.push({ op: op || (one && other ? "changed" : one ? "added" : "dropped"), ours: one, theirs: other });
    };
    let a = 0, b = 0;
    for (const block of [...blocks(mine.map(key), yours.map(key)), { a: mine.length, b: yours.length, size: 0 }]) {
      add("", a, block.a, b, block.b);
      [a, b] = [block.a + block.size, block.b + block.size];
      add("same", block.a, a, block.b, b);
    }
    return found;
  };
  const difference = (ours, theirs) => partsOf(ours, theirs, typed);
  const folded = (ours, theirs) => partsOf(ours, theirs, piece => piece);

  const kind = (parts, language) => {
    const content = text => all(text, PIECE).map(strip).filter(piece => isContent(piece, language)).map(piece => typed(piece).toLowerCase());
    const joined = words => words.join("").replace(/[-.]/g, "");
    const same = (ours, theirs) => JSON.stringify(ours) === JSON.stringify(theirs)
      || (joined(ours) === joined(theirs) && /^\p{L}+$/u.test(joined(ours)));
    return parts.every(part => part.op === "same" || same(content(part.ours), content(part.theirs))) ? "edited" : "corrupted";
  };

  // ---- edits.py

  const DOTS = `(?:…|\\.(?:${s}?\\.){2})`;
  const GAP = re(`${s}*(?:\\[${s}*${DOTS}${s}*\\]|\\(${s}*${DOTS}${s}*\\)|${DOTS}\\.?)${s}*`);
  const BRACKET = /\[([^[\]]*)\]/gu;

  /** The passages that the source must print, in order, or null; each with the offsets of letters whose case we changed. */
  const edited = (quote, source, language) => {
    const theirs = source.includes("[") ? spaced(source) : "", found = [];
    const speaks = words => all(words, WORDS).some(word => isContent(word, language) && !isNegation(word));
    for (const piece of quote.split(GAP)) {
      const part = withoutBrackets(piece, theirs);
      if (!part || (part.words && !speaks(part.words))) return [];
      if (part.words) found.push(part);
    }
    return found.length === 1 && found[0].words === quote && !found[0].free.length ? [] : found;
  };
  const hidesNegation = cut => all(cut, WORDS).length <= BARE && all(cut, WORDS).some(isNegation);
  const withoutBrackets = (piece, theirs) => {
    const free = [];
    let words = "", done = 0;
    for (const match of piece.matchAll(BRACKET)) {
      if (theirs.includes(spaced(match[0]))) continue;
      words += piece.slice(done, match.index);
      done = match.index + match[0].length;
      const last = before(words, words.length), next = after(piece, done);
      if (isAlnum(next)) {
        if ([...match[1]].length !== 1 || isAlnum(last)) return null;
        free.push(words.length);
        words += match[1];
      } else if (all(match[1], WORDS).some(isNegation)) {
        return null;
      } else if (!words || isSpace(last)) {
        words = words.replace(RSTRIP, "");
        if (!words) done = piece.length - piece.slice(done).replace(LSTRIP, "").length;
      }
    }
    return { words: words + piece.slice(done), free };
  };

  // ---- nearest.py

  const STOP = re(`[.!?…:;]${s}|[“”„«»"]|\\n${s}*\\n`);

  /** The words of a text in order, in lower case and N2 form, and where each of them stands. */
  class Words {
    constructor(text) {
      const keys = new Map();
      this.text = text;
      this.places = [];
      this.keys = [];
      this.where = new Map();
      for (const { 0: word, index } of text.matchAll(WORDS)) {
        if (!keys.has(word)) keys.set(word, typed(word).toLowerCase());
        const key = keys.get(word);
        if (!this.where.has(key)) this.where.set(key, []);
        this.where.get(key).push(this.keys.length);
        this.places.push([index, index + word.length]);
        this.keys.push(key);
      }
    }
  }

  const nearest = (quote, text) => {
    const ours = new Words(quote).keys;
    if (ours.length < FEWEST) return null;
    const found = starts(ours, text).map(first => around(first, ours, text)).filter(Boolean);
    return found.sort((one, other) => other.likeness - one.likeness || one.start - other.start)[0] ?? null;
  };
  const starts = (ours, text) => {
    const band = Math.max(2, Math.floor(ours.length / 4)), votes = new Map();
    ours.forEach((word, number) => {
      const places = text.where.get(word) ?? [];
      if (places.length > COMMON) return;
      for (const place of places) {
        const first = Math.floor((place - number) / band);
        votes.set(first, (votes.get(first) ?? 0) + 1);
      }
    });
    const sums = [...votes].map(([first, count]) => [first, count + (votes.get(first + 1) ?? 0)]);
    const most = sums.sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, 2 * TRIES).map(([first]) => first);
    return most.filter((first, place) => !most.slice(0, place).includes(first - 1)).slice(0, TRIES).map(first => (first + 1) * band);
  };
  const around = (first, ours, text) => {
    const slack = Math.floor(ours.length / 2) + 3, low = Math.max(first - slack, 0);
    const common = blocks(ours, text.keys.slice(low, Math.max(first + ours.length + slack, 0)));
    let top = null;
    common.forEach((head, number) => {
      let count = 0;
      for (const tail of common.slice(number)) {
        count += tail.size;
        const likeness = 2 * count / (ours.length + tail.b + tail.size - head.b);
        if (!top || likeness > top.likeness) top = { likeness, count, head, tail };
      }
    });
    if (!top) return null;
    const { count, head, tail } = top;
    const start = low + head.b - more(text, low + head.b, -1, head.a);
    let end = low + tail.b + tail.size - 1;
    end += more(text, end, 1, ours.length - tail.a - tail.size);
    return { start: text.places[start][0], end: text.places[end][1], likeness: 2 * count / (ours.length + end - start + 1) };
  };
  const more = (text, edge, way, most) => {
    for (let count = 0; count < most; count++) {
      const [near, far] = way > 0 ? [edge + count, edge + count + 1] : [edge - count - 1, edge - count];
      if (near < 0 || far >= text.places.length) return count;
      if (STOP.test(text.text.slice(text.places[near][1], text.places[far][0]))) return count;
    }
    return Math.max(most, 0);
  };

  // ---- matching.py

  const MARKS = SINGLE_MARKS + DOUBLE_MARKS;
  const LAST = re(`^(?:[${set(STOPS + MARKS)}]|${s}[»›])*$`), ASKED = re(`^[${set(MARKS)}${S}]*[!?؟！？]`);
  const LIGATURES = /ffi|ffl|ff|fi|fl/g;

  /** A source's text, folded when first asked and shared by all its quotes. */
  class Prepared {
    constructor(text) { this.text = text; }
    get skeleton() { return this.folds ??= new Skeleton(this.text); }
    get words() { return this.row ??= new Words(this.text); }
    get lost() {
      const kept = all(typed(this.text).toLowerCase(), LIGATURES);
      return this.gone ??= ["ffi", "ffl", "ff", "fi", "fl"].filter(ligature => !kept.includes(ligature));
    }
  }

  const alike = (one, other) => {
    const differs = one.findIndex((letter, at) => letter !== other[at]);
    return differs < 0 ? one.length : differs;
  };
  /** How many letters before and after a place are as the selector has them. */
  const agreement = (context, text, start, end) => {
    const { letters, offsets } = text.skeleton, first = bisect(offsets, start), last = bisect(offsets, end);
    const left = [...letters.slice(Math.max(first - context.prefix.length, 0), first)].reverse();
    const right = [...letters.slice(last, last + context.suffix.length)];
    return alike(left, [...context.prefix].reverse()) + alike(right, [...context.suffix]);
  };

  const hitsOf = (passage, text, language, within) => {
    const ours = new Skeleton(passage.words), { letters, offsets } = text.skeleton, found = [];
    if (!ours.letters) return found;
    const [low, high] = within ? within.map(at => bisect(offsets, at)) : [0, letters.length];
    let at = letters.indexOf(ours.letters, low);
    for (; at >= 0 && at + ours.letters.length <= high; at = letters.indexOf(ours.letters, at + 1)) {
      const hit = judged(passage, ours, text, at);
      if (hit && ![hit.start, hit.end].some(edge => insideWord(text.text, edge, language))) found.push(hit);
    }
    return found;
  };
  const judged = (passage, ours, text, at) => {
    const { words } = passage, whole = text.text;
    const [start, end] = text.skeleton.span(at, ours.letters.length), [first, last] = ours.span(0, ours.letters.length);
    if (start >= first && whole.startsWith(words, start - first)) return { level: 0, start: start - first, end: start - first + words.length };
    const theirs = whole.slice(start, end);
    const core = coreOf(passage, withTheirCase(passage, ours, text, at).slice(first, last), theirs);
    const left = marksBefore(words.slice(0, first), before(whole, start, EDGE), after(theirs, 0));
    const right = marksAfter(passage, words.slice(last), after(whole, end, EDGE), before(theirs, theirs.length));
    if (core === null || !left || !right) return null;
    return { level: Math.max(core, left.level, right.level), start: start - left.size, end: end + right.size };
  };
  const coreOf = (passage, ours, theirs) => {
    const level = rung(ours, theirs);
    if (level !== null || !passage.opens) return level;
    const mine = spaced(ours), yours = spaced(theirs), letter = after(yours, 0);
    if (after(mine, 0).toLowerCase() !== letter.toLowerCase()) return null;
    return rung(letter + mine.slice(step(mine, 0, 1)), yours) === null ? null : 3;
  };
  const withTheirCase = (passage, ours, text, at) => {
    let { words } = passage;
    for (const offset of passage.free) {
      const mine = after(words, offset), theirs = after(text.text, text.skeleton.offsets[at + bisect(ours.offsets, offset)]);
      if (mine.length === theirs.length && theirs.toLowerCase() === mine.toLowerCase())
        words = words.slice(0, offset) + theirs + words.slice(offset + mine.length);
    }
    return words;
  };
  /** 0 and the lengths of the first mark, the first two …, up to a letter; only 0 where we have none ourselves. */
  const sizes = (ours, theirs) => {
    const found = [0];
    for (const character of ours ? theirs : []) {
      if (isAlnum(character)) break;
      found.push(found.at(-1) + character.length);
    }
    return found;
  };
  const lowest = found => found.filter(({ level }) => level !== null).sort((one, other) => one.level - other.level || one.size - other.size)[0];
  const marksBefore = (ours, theirs, letter) => lowest(sizes(ours, [...theirs].reverse()).map(
    size => ({ level: rung(ours + letter, theirs.slice(theirs.length - size) + letter), size })));
  const marksAfter = (passage, ours, theirs, letter) => {
    const lengths = sizes(ours, [...theirs]);
    const found = lowest(lengths.map(size => ({ level: rung(letter + ours, letter + theirs.slice(0, size)), size })));
    if (found || !passage.ends || !isEdge(ours, theirs)) return found;
    const fits = size => LAST.test(theirs.slice(0, size)) && rung(noStops(ours), noStops(theirs.slice(0, size))) !== null;
    return lowest(lengths.filter(fits).map(size => ({ level: 3, size })));
  };
  const isEdge = (ours, theirs) => LAST.test(ours) && [...ours].filter(mark => STOPS.includes(mark)).length === 1 && !ASKED.test(theirs);
  const noStops = marks => [...marks].filter(mark => !STOPS.includes(mark) && !isSpace(mark)).join("");

  const repaired = (quote, text, language) => {
    const lossy = quote.replace(LIGATURES, ligature => text.lost.includes(ligature) ? "" : ligature);
    return lossy === quote ? [] : hitsOf({ words: lossy, free: [], opens: true, ends: true }, text, language);
  };
  const chainsOf = (parts, text, language) => {
    let chains = null;
    parts.forEach((part, number) => {
      const passage = { ...part, opens: number === 0, ends: number === parts.length - 1 };
      if (!chains) { chains = hitsOf(passage, text, language).map(hit => [hit]); return; }
      if (!chains.length) return;
      const reach = step(text.text, chains.at(-1).at(-1).end, FARTHEST + 2 * [...part.words].length);
      const hits = hitsOf(passage, text, language, [chains[0].at(-1).end, reach]);
      chains = hits.map(hit => [leading(chains, hit, text.text), hit]).filter(([chain]) => chain).map(([chain, hit]) => [...chain, hit]);
    });
    return chains ?? [];
  };
  const leading = (chains, hit, text) => chains.findLast(chain => {
    const end = chain.at(-1).end;
    return hit.start >= end && hit.start <= step(text, end, FARTHEST) && !hidesNegation(text.slice(end, hit.start));
  });

  const verdict = found => ({
    state: "not-found", rung: null, start: null, end: null, hits: 0, spans: [], differences: [], likeness: 0, kind: null, ...found,
  });
  const verified = (quote, text, hits, at, context) => {
    const { start, end } = best(hits, hit => agreement(context, text, hit.start, hit.end));
    const differences = at === "N0" ? [] : folded(quote, text.text.slice(start, end));
    return verdict({ state: "verified", rung: at, start, end, hits: hits.length, spans: [[start, end]], differences, likeness: 1 });
  };
  const verifiedEdited = (quote, text, chains, context) => {
    const chain = best(chains, hits => agreement(context, text, hits[0].start, hits.at(-1).end));
    const { start } = chain[0], { end } = chain.at(-1), spans = chain.map(hit => [hit.start, hit.end]);
    const differences = difference(quote, text.text.slice(start, end));
    return verdict({ state: "verified-with-edits", rung: "N4", start, end, hits: chains.length, spans, differences, likeness: 1 });
  };
  const unverified = (quote, text, language) => {
    const near = nearest(quote, text.words);
    if (!near || near.likeness < LIKE) return verdict({ likeness: near?.likeness ?? 0 });
    const [start, end] = withMarks(quote, text.text, near.start, near.end), theirs = text.text.slice(start, end);
    const parts = difference(quote, theirs);
    const differences = parts.some(part => part.op !== "same") ? parts : folded(quote, theirs);
    return verdict({ state: "variant", start, end, spans: [[start, end]], differences, likeness: near.likeness, kind: kind(parts, language) });
  };
  const withMarks = (quote, text, start, end) => {
    const signs = characters => { const stop = characters.findIndex(each => !isSign(each)); return stop < 0 ? characters.length : stop; };
    const characters = [...quote];
    for (let count = signs(characters); count > 0; count--) if (start > 0 && isSign(before(text, start))) start = step(text, start, -1);
    for (let count = signs(characters.reverse()); count > 0; count--) if (end < text.length && isSign(after(text, end))) end = step(text, end, 1);
    return [start, end];
  };

  /** The verdict with offsets in characters. */
  const counted = (found, text) => {
    if (found.start === null || !/[\ud800-\udfff]/.test(text)) return found;
    const at = offset => [...text.slice(0, offset)].length;
    return { ...found, start: at(found.start), end: at(found.end), spans: found.spans.map(span => span.map(at)) };
  };

  const climb = (quote, text, { prefix, suffix, declaredEdits, lostLigatures, language }) => {
    const context = { prefix: new Skeleton(prefix).letters, suffix: new Skeleton(suffix).letters };
    const hits = hitsOf({ words: quote, free: [], opens: true, ends: true }, text, language);
    if (hits.length) {
      const level = Math.min(...hits.map(hit => hit.level));
      return verified(quote, text, hits.filter(hit => hit.level === level), `N${level}`, context);
    }
    const mended = lostLigatures ? repaired(quote, text, language) : [];
    if (mended.length) return verified(quote, text, mended, "N2-pdf", context);
    const chains = declaredEdits ? chainsOf(edited(quote, text.text, language), text, language) : [];
    return chains.length ? verifiedEdited(quote, text, chains, context) : unverified(quote, text, language);
  };

  /**
   * The quote's place in a Prepared text at the lowest rung that has one: { state, rung, start, end, hits, spans, differences,
   * likeness, kind }, as Match in matching.py. Of several places the one whose surroundings are most like prefix and suffix.
   */
  const match = (quote, text, { prefix = "", suffix = "", declaredEdits = false, lostLigatures = false, language = "en" } = {}) =>
    counted(climb(strip(quote), text, { prefix, suffix, declaredEdits, lostLigatures, language }), text.text);

  const tables = {
    IGNORED, HYPHENS, LONG_DASHES, DASHES, SINGLE_MARKS, DOUBLE_MARKS, STOPS, UNSPACED, ELIDING, DENIALS, FUNCTION_WORDS,
    NEAR, EDGE, FARTHEST, BARE, FEWEST, LIKE, COMMON, TRIES,
  };
  return { Prepared, match, tables };
})();
