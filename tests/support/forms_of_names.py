"""Forms of names as grammars and alphabets make them, written without the code that finds them.

Russian declension, Kazakh suffixes by vowel harmony, and tables of transliteration letter by letter.
"""

# Each: nominative and the oblique cases, as school grammars have them.
RUSSIAN = {
    "Ахметов": "Ахметова Ахметову Ахметовым Ахметове Ахметовы Ахметовых Ахметовым Ахметовыми",
    "Ахметова": "Ахметовой Ахметову Ахметовою",
    "Жұмағалиев": "Жұмағалиева Жұмағалиеву Жұмағалиевым Жұмағалиеве Жұмағалиевых",
    "Мусин": "Мусина Мусину Мусиным Мусине Мусины Мусиных",
    "Мусина": "Мусиной Мусину",
    "Солтанов": "Солтанова Солтанову Солтановым Солтанове",
    "Заболотный": "Заболотного Заболотному Заболотным Заболотном Заболотные Заболотных",
    "Заболотная": "Заболотной Заболотную Заболотною",
    "Толстой": "Толстого Толстому Толстым Толстом Толстых",
    "Бжозовский": "Бжозовского Бжозовскому Бжозовским Бжозовском Бжозовские Бжозовских Бжозовскими",
    "Бжозовская": "Бжозовской Бжозовскую",
    "Стрельцкий": "Стрельцкого Стрельцкому Стрельцким Стрельцком",
    "Гавриленко": "Гавриленко",
    "Кравец": "Кравца Кравцу Кравцом Кравце",
    "Билаш": "Билаша Билашу Билашем Билаше",
    "Жанабай": "Жанабая Жанабаю Жанабаем Жанабае",
    "Серикбай": "Серикбая Серикбаю Серикбаем Серикбае",
    "Тлеулес": "Тлеулеса Тлеулесу Тлеулесом Тлеулесе",
    "Гогия": "Гогии Гогию Гогией",
    "Кафка": "Кафки Кафке Кафку Кафкой",
    "Петросян": "Петросяна Петросяну Петросяном Петросяне Петросяны",
    "Ковальчук": "Ковальчука Ковальчуку Ковальчуком Ковальчуке",
    "Вагнер": "Вагнера Вагнеру Вагнером Вагнере Вагнеры",
    "Сырлыбек": "Сырлыбека Сырлыбеку Сырлыбеком Сырлыбеке",
}
RUSSIAN_GIVEN = {
    "Жигер": "Жигера Жигеру Жигером Жигере",
    "Айгуль": "Айгули Айгулью",
    "Асия": "Асии Асию Асией",
    "Гүлнара": "Гүлнары Гүлнаре Гүлнару Гүлнарой",
    "Абай": "Абая Абаю Абаем Абае",
    "Юрий": "Юрия Юрию Юрием Юрии",
    "Павел": "Павла Павлу Павлом Павле",
    "Игорь": "Игоря Игорю Игорем Игоре",
    "Илья": "Ильи Илье Илью Ильёй",
}

_BACK, _FRONT = "аоұыуяёю", "әөүіеэи"
_VOICELESS, _NASAL_OR_Z = "кқпстфхцчшщ", "мнңз"


def kazakh_forms(name: str) -> list[str]:
    """The name with its case suffixes, plural, and plural with case; by harmony and assimilation."""
    plural = name + _suffix(name, "лар", "лер", "дар", "дер", "тар", "тер")
    return [*_cases(name), plural, *_cases(plural)]


def _cases(name: str) -> list[str]:
    last, back = name[-1].lower(), _is_back(name)
    a, y = ("а", "ы") if back else ("е", "і")
    is_vowel, voiceless = last in _BACK + _FRONT, last in _VOICELESS + "бвгд"
    genitive = "н" if is_vowel or last in "мнң" else "т" if voiceless else "д"
    accusative = "н" if is_vowel else "т" if voiceless else "д"
    dative = ("қ" if back else "к") if voiceless else ("ғ" if back else "г")
    locative = "т" if voiceless else "д"
    ablative = "н" if last in "мнң" else "т" if voiceless else "д"
    instrumental = "п" if voiceless else "б" if last in "зж" else "м"
    return [
        f"{name}{genitive}{y}ң",
        f"{name}{dative}{a}",
        f"{name}{accusative}{y}",
        f"{name}{locative}{a}",
        f"{name}{ablative}{a}н",
        f"{name}{instrumental}ен",
        f"{name}{locative}{a}ғы" if back else f"{name}{locative}{a}гі",
        f"{name}{genitive}{y}кі",
    ]


def _is_back(name: str) -> bool:
    vowels = [letter for letter in name.lower() if letter in _BACK + _FRONT]
    return bool(vowels) and vowels[-1] in _BACK


def _suffix(name: str, *suffixes: str) -> str:
    last = name[-1].lower()
    kind = 0 if last in _BACK + _FRONT + "йуир" else 4 if last in _VOICELESS + "бвгд" else 2
    return suffixes[kind + (0 if _is_back(name) else 1)]


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


_COMMON = _table("а=a б=b в=v г=g д=d з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f")
_KAZAKH_PLAIN = _table("ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h і=i")
SYSTEMS = {
    # Passports of Kazakhstan and Russia (ICAO 9303).
    "icao": _COMMON | _KAZAKH_PLAIN | _table(
        "е=e ё=e ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia"),
    "bgn": _COMMON | _table(
        "е=e ё=yo ж=zh й=y х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь=’ э=e ю=yu я=ya "
        "ә=a ғ=gh қ=q ң=ng ө=o ұ=u ү=u һ=h і=i"),
    "scholarly": _COMMON | _KAZAKH_PLAIN | _table(
        "е=e ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=šč ъ=ʺ ы=y ь=ʹ э=è ю=ju я=ja"),
    "german": _COMMON | _KAZAKH_PLAIN | _table(
        "е=e ё=jo ж=ž й=i х=ch ц=tz ч=tsch ш=sch щ=schtsch ъ= ы=y ь= э=e ю=ju я=ja в=w"),
    "french": _COMMON | _KAZAKH_PLAIN | _table(
        "е=e ё=io ж=j й=ï х=kh ц=ts ч=tch ш=ch щ=chtch ъ= ы=y ь= э=e ю=iou я=ia у=ou"),
    "kazakh 2017": _COMMON | _table(
        "е=e ё=io ж=j й=i' х=h ц=ts ч=c' ш=s' щ=s' ъ= ы=y ь= э=e ю=i'y' я=i'a "
        "ә=a' ғ=g' қ=q ң=n' ө=o' ұ=u ү=u' "
        "һ=h і=i у=y'"),
    "kazakh 2018": _COMMON | _table(
        "е=e ё=ıo ж=j й=ı и=ı х=h ц=ts ч=ch ш=sh щ=sh ъ= ы=y ь= э=e ю=ıý я=ıa "
        "ә=á ғ=ǵ қ=q ң=ń ө=ó ұ=u ү=ú һ=h "
        "і=i у=ý"),
    "kazakh 2021": _COMMON | _table(
        "е=e ё=io ж=j й=i и=i х=h ц=ts ч=ch ш=ş щ=ş ъ= ы=y ь= э=e ю=iu я=ia "
        "ә=ä ғ=ğ қ=q ң=ñ ө=ö ұ=ū ү=ü һ=h і=ı"),
    "to Russian letters": {letter: letter for letter in "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"} | _table(
        "ә=а ғ=г қ=к ң=н ө=о ұ=у ү=у һ=х і=и"),
}  # fmt: skip


def transliterated(name: str, system: str) -> str:
    """The name in the letters of a system, its first letter large."""
    letters = "".join(SYSTEMS[system].get(letter, letter) for letter in name.lower())
    return " ".join(word[:1].upper() + word[1:] for word in letters.split(" "))
