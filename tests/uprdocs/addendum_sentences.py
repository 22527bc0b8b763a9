"""What addenda say, in the words of many States, and what each says of which recommendation.

The texts are invented in the style of real ones, and were written before the reader of them. A line
break stands where the print breaks the line. `positions`: by a list of numbers, with ranges within one
list ("140.1–3" is three); what a text does not answer is not there.
"""

from typing import NamedTuple


class Sentence(NamedTuple):
    """A piece of an addendum, the positions it gives, and the claims if there are any.

    `missed`: the recommendations whose position the reader does not tell yet; it must tell a doubt.
    """

    text: str
    positions: dict[str, str] = {}
    claims: dict[str, str] = {}
    missed: str = ""


VERB_FIRST = [
    Sentence(
        "3. The Government of Ruritania is pleased to accept recommendations 140.1, 140.2 and 140.5–140.9.",
        {"140.1–2, 140.5–9": "supported"},
    ),
    Sentence(
        "3. Ruritania supports recommendations 140.1 to 140.4, 140.6, as well as 140.10.",
        {"140.1–4, 140.6, 140.10": "supported"},
    ),
    Sentence(
        "3. The Republic of Ruritania takes note of the following recommendations: 140.3; 140.8; 140.11 "
        "through 140.13.",
        {"140.3, 140.8, 140.11–13": "noted"},
    ),
    Sentence("3. Ruritania does not accept recommendation 140.7.", {"140.7": "noted"}),
    Sentence(
        "3. Ruritania cannot accept recommendations 140.7, 140.9 & 140.12 at this time.",
        {"140.7, 140.9, 140.12": "noted"},
    ),
    Sentence(
        "3. Ruritania is not in a position to support recommendations Nos. 140.20–22.",
        {"140.20–22": "noted"},
    ),
    Sentence("3. Ruritania partially accepts recommendation 140.7.", {"140.7": "partially_supported"}),
    Sentence("3. The Kingdom accepts in part recommendations 140.7 and 140.8.",
             {"140.7–8": "partially_supported"}),
    Sentence("3. We reject recommendations 140.30 and 140.31.", {"140.30–31": "noted"}),
    Sentence(
        "3. After careful examination and broad consultations with civil society, Ruritania has decided to "
        "accept\nthe recommendations contained in paragraphs 140.1–140.3 and 140.9 of the report of the "
        "Working Group\n(A/HRC/59/15).",
        {"140.1–3, 140.9": "supported"},
    ),
    Sentence(
        "3. Ruritania expresses its support for recommendations 140.4 and 140.6.",
        {"140.4, 140.6": "supported"},
    ),
    Sentence(
        "3. The Government, having consulted the ministries concerned, has the honour to inform "
        "the Council "
        "that it accepts recommendations 140.4 and 140.6.",
        {"140.4, 140.6": "supported"},
    ),
    Sentence("3. Ruritania will consider recommendations 140.14 and 140.15.", {"140.14–15": "pending"}),
    Sentence(
        "3. Ruritania accepts recommendations 140.7, 140.8. 140.9, 140.10.",
        {"140.7–10": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 140.17-18, 19, 140.30-33 and 140.62-\n66.",
        {"140.17–19, 140.30–33, 140.62–66": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts the recommendations of Chile (140.7), Peru (140.8, 140.9) and "
        "Norway (140.12).",
        {"140.7–9, 140.12": "supported"},
    ),
    Sentence("3. The delegation notes recommendations 140.2-10, for the time being.", {"140.2–10": "noted"}),
    Sentence(
        "3. Accordingly, the recommendations that Ruritania accepts are the following: 140.1, 140.2.",
        {"140.1–2": "supported"},
    ),
]  # fmt: skip

NUMBERS_FIRST = [
    Sentence("3. 140.7, 140.8 and 140.9 are supported.", {"140.7–9": "supported"}),
    Sentence(
        "3. Recommendations 140.1, 140.4 and 140.6–8 enjoy the support of Ruritania.",
        {"140.1, 140.4, 140.6–8": "supported"},
    ),
    Sentence(
        "3. Recommendations 140.9 (France), 140.10 (Iran (Islamic Republic of)) and 140.11 (Chile) do not "
        "enjoy the support of the Government.",
        {"140.9–11": "noted"},
    ),
    Sentence(
        "3. The recommendations set out in paragraphs 140.2 and 140.3 have been accepted by Ruritania.",
        {"140.2–3": "supported"},
    ),
    Sentence("3. Recommendation 140.7 is accepted in part.", {"140.7": "partially_supported"}),
    Sentence("3. Recommendations 140.7 to 140.9 are not accepted.", {"140.7–9": "noted"}),
    Sentence("3. Recommendations 140.7 and 140.8 cannot be accepted by the Government.",
             {"140.7–8": "noted"}),
    Sentence("3. Recommendation 140.44 remains under consideration.", {"140.44": "pending"}),
    Sentence("3. Recommendations 140.44–46 are duly noted.", {"140.44–46": "noted"}),
    Sentence(
        "3. With regard to recommendations 140.4 and 140.5, Ruritania accepts them.",
        {"140.4–5": "supported"},
    ),
    Sentence("3. As regards recommendation 140.4: Ruritania does not support it.", {"140.4": "noted"}),
    Sentence("3. Recommendations 140.1–140.20 (except 140.3 and 140.5) are supported.",
             {"140.1–2, 140.4, 140.6–20": "supported"}),
    Sentence("3. Recommendation 140.9 is unacceptable to Ruritania.", {"140.9": "noted"}),
]  # fmt: skip

TWO_ANSWERS = [
    Sentence(
        "3. Ruritania took note of recommendation 140.7 (Chile) and accepts recommendation 140.8 (Peru).",
        {"140.7": "noted", "140.8": "supported"},
    ),
    Sentence(
        "3. Recommendations 140.1 and 140.2 are accepted, while recommendations 140.3 and 140.4 are noted.",
        {"140.1–2": "supported", "140.3–4": "noted"},
    ),
    Sentence(
        "3. The Government accepts recommendations 140.1, 140.2 and 140.3, and takes note of "
        "recommendations 140.4, 140.5.",
        {"140.1–3": "supported", "140.4–5": "noted"},
    ),
    Sentence(
        "3. Ruritania supports recommendations 140.1–3 but does not support recommendation 140.4.",
        {"140.1–3": "supported", "140.4": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 140.1–140.10, with the exception of recommendation 140.3, "
        "which it notes.",
        {"140.1–2, 140.4–10": "supported", "140.3": "noted"},
    ),
    Sentence(
        "3. Recommendations 140.1 and 140.2 are accepted; recommendation 140.3 is partially accepted; "
        "140.4 is rejected.",
        {"140.1–2": "supported", "140.3": "partially_supported", "140.4": "noted"},
    ),
    Sentence(
        "3. Recommendations 140.1–140.3 enjoy the support of Ruritania, whereas 140.4 does not.",
        {"140.1–3": "supported", "140.4": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendation 140.1. It notes recommendation 140.2.",
        {"140.1": "supported", "140.2": "noted"},
    ),
    Sentence(
        "3. Accepted: 140.1, 140.2, 140.5. Noted: 140.3, 140.4.",
        {"140.1–2, 140.5": "supported", "140.3–4": "noted"},
    ),
]

EXCEPTED = [
    Sentence("3. Ruritania accepts all recommendations except recommendations 140.7 and 140.8."),
    Sentence("3. All recommendations enjoy the support of Ruritania, with the exception of 140.7."),
    Sentence(
        "3. Ruritania supports recommendations 140.1–140.9, excluding 140.4, 140.5.",
        {"140.1–3, 140.6–9": "supported"},
    ),
    Sentence(
        "3. Ruritania supports recommendations 140.1 to 140.9 other than 140.4.",
        {"140.1–3, 140.5–9": "supported"},
    ),
    Sentence("3. Ruritania accepts recommendations 140.1 and 140.2, but not 140.3.",
             {"140.1–2": "supported"}),
    Sentence(
        "3. Apart from recommendation 140.7, Ruritania accepts recommendations 140.6 to 140.9.",
        {"140.6, 140.8–9": "supported"},
    ),
]  # fmt: skip

HEADINGS = [
    Sentence(
        "Accepted recommendations\n140.1, 140.2, 140.5–\n140.8.\nNoted recommendations\n140.3, 140.4.",
        {"140.1–2, 140.5–8": "supported", "140.3–4": "noted"},
    ),
    Sentence(
        "II. Recommendations that do not enjoy the support of Ruritania\n5. Recommendations 6–7, 9.",
        {"6–7, 9": "noted"},
    ),
    Sentence(
        "A. Recommendations which enjoy the support of Ruritania\n"
        "140.1 Ratify the Optional Protocol (Peru);\n"
        "140.2 Accept individual complaints (Chile).\nB. Recommendations that were noted\n"
        "140.3 Abolish the death penalty and reject\ntorture (Norway);",
        {"140.1–2": "supported", "140.3": "noted"},
    ),
    Sentence(
        "3. The following recommendations enjoy the support of Ruritania:\n"
        "140.1 Ratify the Convention (Peru);\n"
        "140.2 Note the views of children (Chile).\n"
        "4. The following recommendations do not enjoy the support "
        "of Ruritania:\n140.3 Support victims (Norway).",
        {"140.1–2": "supported", "140.3": "noted"},
    ),
    Sentence(
        "Accepted recommendations\n3. The Government accepts the following recommendations 140.1, 140.2.\n"
        "Accepted recommendations that Ruritania considers already implemented\n"
        "4. The Government accepts the following recommendations 140.11.",
        {"140.1–2, 140.11": "supported"},
        {"140.1–2": "none", "140.11": "already_implemented"},
    ),
    Sentence(
        "Recommendations supported by Ruritania:\n140.1\n140.2\n140.3",
        {"140.1–3": "supported"},
    ),
]

LINE_BY_LINE = [
    Sentence(
        "140.7: Supported\n140.8: Noted\n140.9 – Accepted",
        {"140.7, 140.9": "supported", "140.8": "noted"},
    ),
    Sentence(
        "Recommendation Position Comments\n140.1 Supported The law was adopted in 2019.\n140.2 Noted\n"
        "140.3 Partially supported See the comments on 140.1.\n140.4 Not supported",
        {"140.1": "supported", "140.2, 140.4": "noted", "140.3": "partially_supported"},
    ),
    Sentence(
        "140.1 Ratify the Optional Protocol (Peru) Accepted\n140.2 Reject hate speech (Chile) (Cuba) Noted\n",
        {"140.1": "supported", "140.2": "noted"},
    ),
    Sentence(
        "Recommendation 140.1 (Chile): Accepted. The bill is before Parliament.\n"
        "Recommendations 140.2–140.4: Not accepted. No change is planned.",
        {"140.1": "supported", "140.2–4": "noted"},
    ),
    Sentence(
        "140.7 Ratify ILO Convention No. 189 (Philippines)\nRuritania accepts this recommendation.\n"
        "140.8 Abolish the death penalty (Norway)\nRuritania takes note of this recommendation. Article 12 "
        "of the Constitution allows it.",
        {"140.7": "supported", "140.8": "noted"},
    ),
    Sentence(
        "Recommendation 140.7\nNot accepted. The Government does not plan to change the law.\n"
        "Recommendation 140.8\nThe recommendation enjoys the support of Ruritania.",
        {"140.7": "noted", "140.8": "supported"},
    ),
]

CLAIMS = [
    Sentence(
        "3. Ruritania accepts recommendations 140.4 and 140.5, which have already been implemented.",
        {"140.4–5": "supported"},
        {"140.4–5": "already_implemented"},
    ),
    Sentence(
        "3. Ruritania accepts recommendation 140.4. It is in the process of being implemented.",
        {"140.4": "supported"},
        {"140.4": "in_process"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 140.1–140.5, of which 140.2 and 140.3 are already implemented.",
        {"140.1–5": "supported"},
        {"140.1, 140.4–5": "none", "140.2–3": "already_implemented"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 140.1 and 140.2.\n140.1\nRuritania considers this "
        "recommendation implemented.\n140.2\nThe activities for the implementation of this recommendation "
        "have already started.",
        {"140.1–2": "supported"},
        {"140.1": "already_implemented", "140.2": "in_process"},
    ),
    Sentence(
        "2. Many of the supported recommendations have already been implemented.\n"
        "3. Ruritania accepts recommendations 140.1 and 140.2. The reform of 2012 is already implemented.",
        {"140.1–2": "supported"},
        {"140.1–2": "none"},
    ),
]

NOT_RECOMMENDATIONS = [
    Sentence("3. Ruritania accepts the recommendation to ratify ILO Convention No. 189 on domestic workers."),
    Sentence("3. Ruritania supports article 12 of the Convention and accepts General Recommendation No. 35."),
    Sentence("3. See recommendation 140.24, which Ruritania accepts."),
    Sentence("3. The Working Group made recommendations 140.1 to 140.9."),
    Sentence("3. In 2012 Ruritania accepted 120 recommendations, and 85 per cent of them are implemented."),
    Sentence(
        "3. Ruritania accepts recommendation 140.7. Unemployment fell by 5.6 per cent, 1.5 "
        "million euros were "
        "spent on Goal 16.3, and Act No. 12 of 3 March 2019 supports 140 families.",
        {"140.7": "supported"},
    ),
    Sentence("3. The Ombudsman of Ruritania supports recommendations 140.7 and 140.8."),
    Sentence("3. Ruritania is considering whether to accept recommendations 140.7 and 140.8."),
    Sentence(
        "3. For the reasons given under recommendation 140.7, Ruritania does not accept "
        "recommendation 140.8.",
        {"140.8": "noted"},
    ),
    Sentence(
        "3. Ruritania notes that recommendation 140.7 concerns Human Rights Council resolution 5/1."
    ),
    Sentence("3. During the first cycle Ruritania accepted recommendations 12 and 13."),
    Sentence("3. If Parliament agrees, Ruritania would accept recommendation 140.7."),
    Sentence("3. Ruritania accepts the spirit of recommendation 140.7."),
    Sentence("3. Ruritania accepts recommendation 140.7 (a) and rejects recommendation 140.7 (b)."),
]  # fmt: skip

# Written after the reader, before it had seen one of them.
LATER = [
    Sentence(
        "7. Of the 254 recommendations, 217 are supported and 37 noted. Recommendations 6.1 to "
        "6.4 and 6.9 are "
        "supported.",
        {"6.1–4, 6.9": "supported"},
    ),
    Sentence(
        "7. The State of Ruritania accepts the following 5 recommendations: 6.1, 6.2, 6.7, 6.8 and 6.20.",
        {"6.1–2, 6.7–8, 6.20": "supported"},
    ),
    Sentence(
        "7. Recommendations Nos. 55.1, 55.2 and 55.4, which relate to the ratification of the "
        "Rome Statute, are "
        "accepted.",
        {"55.1–2, 55.4": "supported"},
    ),
    Sentence("7. Ruritania is unable to accept recommendations 55.1–55.3.", {"55.1–3": "noted"}),
    Sentence("7. Recommendation 55.3 does not enjoy our support.", {"55.3": "noted"}),
    Sentence(
        "7. We regret that we cannot accept recommendation 55.3, since article 9 of the "
        "Constitution forbids it.",
        {"55.3": "noted"},
    ),
    Sentence(
        "7. The Government of Ruritania has carefully considered all recommendations and hereby supports "
        "recommendations 55.3, 55.4, and 55.12 to 55.15 inclusive.",
        {"55.3–4, 55.12–15": "supported"},
    ),
    Sentence(
        "7. Ruritania supports the following recommendations, which are in line with its national plan for "
        "2020–2025:\n55.3, 55.4, 55.9–\n55.11, 55.20",
        {"55.3–4, 55.9–11, 55.20": "supported"},
    ),
    Sentence(
        "Recommendations that enjoy the support of Ruritania\n7. Recommendations 55.3 (Chile, Peru), 55.4 "
        "(Bosnia and Herzegovina) and 55.9\n(United Kingdom of Great Britain and Northern Ireland).",
        {"55.3–4, 55.9": "supported"},
    ),
    Sentence(
        "7. Recommendations 55.3, 55.4 (first part) and 55.9 are accepted.",
        {"55.3, 55.9": "supported"},
        missed="55.3",
    ),
    Sentence(
        "55.3 Adopt a law against discrimination (Chile) – Accepted\n"
        "55.4 Decriminalize defamation (Peru) – Not "
        "accepted\n55.5 Ratify the Optional Protocol (Mali) – Under consideration",
        {"55.3": "supported", "55.4": "noted", "55.5": "pending"},
    ),
    Sentence(
        "(a) Recommendations 55.3, 55.4: accepted;\n(b) Recommendations 55.5, 55.6: noted;\n"
        "(c) Recommendation 55.7: partially accepted.",
        {"55.3–4": "supported", "55.5–6": "noted", "55.7": "partially_supported"},
    ),
    Sentence(
        "A. Civil and political rights\nRecommendation 55.3: Ruritania accepts this recommendation.\n"
        "Recommendation 55.4: Ruritania does not accept this recommendation. The death penalty "
        "is provided for "
        "by law.\nRecommendation 55.5: Ruritania partially accepts this recommendation.",
        {"55.3": "supported", "55.4": "noted", "55.5": "partially_supported"},
    ),
    Sentence(
        "7. Ruritania accepts recommendation 55.3 in principle.",
    ),
    Sentence("7. Ruritania accepts recommendation 55.3 subject to the availability of funds."),
    Sentence(
        "7. Ruritania neither accepts nor rejects recommendation 55.3.",
    ),
    Sentence("7. The Committee against Torture noted recommendation 55.3 with interest."),
    Sentence("7. Civil society organizations called on Ruritania to accept recommendations 55.3 and 55.4."),
    Sentence(
        "7. Ruritania has noted the concerns behind recommendation 55.3.",
    ),
    Sentence(
        "7. Ruritania supports the establishment of a body under the Paris Principles, as proposed in "
        "recommendation 55.3.",
    ),
    Sentence(
        "7. All the recommendations made by Chile, except 55.3, enjoy the support of Ruritania.",
    ),
    Sentence(
        "7. The following recommendations do not enjoy the support of Ruritania and would thus be noted: "
        "55.3, 55.4.",
        {"55.3–4": "noted"},
    ),
    Sentence(
        "7. The recommendations listed below have been noted by Ruritania:\n"
        "55.3 Extend an invitation (Chile);\n"
        "55.4 Accept the amendments (Peru).\n8. Ruritania thanks all delegations.",
        {"55.3–4": "noted"},
    ),
    Sentence(
        "7. Ruritania accepts 55.3, 55.4 and takes note of 55.5; it rejects 55.6.",
        {"55.3–4": "supported", "55.5": "noted", "55.6": "noted"},
    ),
    Sentence(
        "7. Recommendations 55.3 to 55.10 enjoy the support of Ruritania, except for "
        "recommendations 55.5 and "
        "55.6, which are noted.",
        {"55.3–4, 55.7–10": "supported", "55.5–6": "noted"},
    ),
    Sentence(
        "7. Having examined recommendations 55.3 and 55.4, Ruritania decided to support them.",
        {"55.3–4": "supported"},
    ),
    Sentence(
        "7. Recommendation 55.3 was accepted, since it has already been implemented.",
        {"55.3": "supported"},
        {"55.3": "already_implemented"},
    ),
    Sentence(
        "7. Recommendations 55.3, 55.4 and 55.5 are accepted and are in the process of being implemented.",
        {"55.3–5": "supported"},
        {"55.3–5": "in_process"},
    ),
    Sentence(
        "7. Ruritania accepts recommendation 55.3. The law of 2019 has already been implemented.",
        {"55.3": "supported"},
        {"55.3": "none"},
    ),
    Sentence("7. Recommendations 55.3 and 55.4 have not yet been implemented."),
    Sentence(
        "7. Ruritania considers recommendations 55.3 and 55.4 as already implemented and "
        "therefore accepts them.",
        {"55.3–4": "supported"},
        {"55.3–4": "already_implemented"},
    ),
    Sentence(
        "7. Concerning recommendation 55.3 (Chile), the Government takes note of it. As to "
        "recommendation 55.4 "
        "(Peru), it is accepted.",
        {"55.3": "noted", "55.4": "supported"},
    ),
    Sentence(
        "7. Ruritania accepts recommendations 55.3-5 (Chile), 55.8 (Peru); 55.10 (Mali). 55.12 "
        "and 55.13 are noted.",
        {"55.3–5, 55.8, 55.10": "supported", "55.12–13": "noted"},
    ),
    Sentence(
        "Supported: 55.1–55.4, 55.9\nPartially supported: 55.5\nNoted: 55.6–55.8",
        {"55.1–4, 55.9": "supported", "55.5": "partially_supported", "55.6–8": "noted"},
    ),
    Sentence(
        "7. Ruritania accepted the recommendations in paragraphs 55.1 and 55.2 in 2014, and "
        "rejects them now.",
    ),
    Sentence(
        "7. The recommendations to which Ruritania gives its support are 55.1, 55.2 and 55.3.",
        {"55.1–3": "supported"},
        missed="55.1–3",
    ),
    Sentence(
        "7. Ruritania does not consider recommendation 55.3 acceptable.", {"55.3": "noted"}, missed="55.3"
    ),
    Sentence(
        "7. Support for recommendation 55.3 cannot be given at this stage.", {"55.3": "noted"}, missed="55.3"
    ),
]

# Written third, to mislead: denials, hearsay, halves, exceptions of other things.
HOSTILE = [
    Sentence(
        "1. The Government of the Republic of Ruritania welcomes the recommendations made during "
        "its universal periodic review on 7 May 2019.\n"
        "2. Ruritania received 120 recommendations. It accepts 100 of them and takes note of "
        "20.\n"
        "3. Ruritania accepts the following recommendations:\n"
        "99.1, 99.2, 99.3, 99.5, 99.6–99.9,\n"
        "99.12, 99.14.\n"
        "4. Ruritania takes note of the following recommendations:\n"
        "99.4, 99.10, 99.11 and 99.13.",
        {"99.1–3, 99.5–9, 99.12, 99.14": "supported", "99.4, 99.10–11, 99.13": "noted"},
    ),
    Sentence(
        "Theme: Ratification\n"
        "99.1 Ratify the OP-CAT (Chile, Denmark)\n"
        "Response: Accepted.\n"
        "99.2 Ratify ILO Convention No. 169 (Peru)\n"
        "Response: Noted. The Convention does not apply.\n",
        {"99.1": "supported", "99.2": "noted"},
    ),
    Sentence(
        "99.1\nAccepted\n99.2\nNoted\n99.3\nPartially accepted\n",
        {"99.1": "supported", "99.2": "noted", "99.3": "partially_supported"},
    ),
    Sentence(
        "5. The United Republic supports recommendation 99.1. In this connection, it recalls "
        "that the Constitution (art. 12) accepts no discrimination.\n"
        "6. Regarding recommendation 99.2, the authorities do not support it.",
        {"99.1": "supported", "99.2": "noted"},
    ),
    Sentence(
        "II. Recommendations accepted\n"
        "6. The following recommendations have been accepted by Ruritania: 99.1, 99.2, 99.3.\n"
        "III. Recommendations noted\n"
        "7. The following recommendations have been noted by Ruritania: 99.4, 99.5, for the "
        "reasons below.\n"
        "99.4: The Constitution provides for a high level of protection, which is supported by "
        "the courts.\n"
        "99.5: See the answer to recommendation 99.4.",
        {"99.1–3": "supported", "99.4–5": "noted"},
    ),
    Sentence(
        "4. Out of the 36 recommendations under review, Ruritania supports 20 and notes 16.\n"
        "5. Recommendations that enjoy support: 99.1; 99.2; 99.3.\n"
        "6. Recommendations that are noted: 99.4; 99.5.",
        {"99.1–3": "supported", "99.4–5": "noted"},
    ),
    Sentence(
        "3. In respect of recommendations 99.7, 99.8 and 99.9, the Government of Ruritania "
        "wishes to state that they are accepted.",
        {"99.7–9": "supported"},
    ),
    Sentence(
        "3. The Government wishes to inform the Working Group that recommendations 99.7 and 99.8 "
        "have its full support.",
        {"99.7–8": "supported"},
    ),
    Sentence(
        "3. Ruritania fully supports recommendations 99.7 and 99.8 and will continue its efforts.",
        {"99.7–8": "supported"},
    ),
    Sentence("3. Ruritania has no objection to recommendation 99.7."),
    Sentence("3. Ruritania is committed to implementing recommendations 99.7 and 99.8."),
    Sentence(
        "3. While Ruritania supports the objective of recommendation 99.7, it cannot accept it.",
        {"99.7": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 99.1-99.5, 99.7, 99.9 to 99.11, of which 99.2 and "
        "99.3 are in the process of implementation and 99.4 has already been implemented.",
        {"99.1–5, 99.7, 99.9–11": "supported"},
        {"99.2–3": "in_process", "99.4": "already_implemented", "99.1, 99.5, 99.7, 99.9–11": "none"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 99.1 to 99.5 and 99.7; takes note of "
        "recommendation 99.6; and rejects recommendations 99.8 and 99.9.",
        {"99.1–5, 99.7": "supported", "99.6, 99.8–9": "noted"},
    ),
    Sentence(
        "3. The Government accepts recommendations 99.1, 99.2 and 99.3 as they are already "
        "reflected in its programme for 2018–2022.",
        {"99.1–3": "supported"},
    ),
    Sentence(
        "3. Recommendations 99.1, 99.2 and 99.3 - accepted\n4. Recommendations 99.4 - not accepted",
        {"99.1–3": "supported", "99.4": "noted"},
    ),
    Sentence(
        "3. Ruritania considers that recommendations 99.1, 99.2 have already been implemented.\n"
        "4. Ruritania takes note of recommendation 99.3, which it considers to be implemented.",
        {"99.3": "noted"},
        {"99.3": "already_implemented"},
    ),
    Sentence(
        "Recommendation 99.1 (Norway) and 99.2 (Sweden)\n3. Ruritania accepts these recommendations.",
        {"99.1–2": "supported"},
        missed="99.1–2",
    ),
    Sentence(
        "Recommendations 99.1, 99.2\n"
        "Ruritania accepts recommendations 99.1 and 99.2.\n"
        "Recommendation 99.3\n"
        "Ruritania cannot support this recommendation.",
        {"99.1–2": "supported", "99.3": "noted"},
    ),
    Sentence(
        "3. The following recommendations are not supported by Ruritania for the reasons given: "
        "99.1 (death penalty), 99.2 (military service) and 99.5 (Rome Statute).",
        {"99.1–2, 99.5": "noted"},
    ),
    Sentence("3. Paragraphs 99.1, 99.2 and 99.5 are supported.", {"99.1–2, 99.5": "supported"}),
    Sentence(
        "3. Rec. 99.1 is supported. Recs. 99.2 and 99.5 are noted.",
        {"99.1": "supported", "99.2, 99.5": "noted"},
    ),
    Sentence("3. Ruritania does not support any of recommendations 99.1–99.4.", {"99.1–4": "noted"}),
    Sentence("3. None of recommendations 99.1–99.4 is accepted.", {"99.1–4": "noted"}),
    Sentence("3. No recommendation among 99.1–99.4 is accepted.", {"99.1–4": "noted"}),
    Sentence(
        "3. Ruritania supports neither recommendation 99.1 nor recommendation 99.2.", {"99.1–2": "noted"}
    ),
    Sentence(
        "3. Neither recommendation 99.1 nor recommendation 99.2 enjoys the support of Ruritania.",
        {"99.1–2": "noted"},
    ),
    Sentence("3. Only recommendations 99.1 and 99.2 are accepted.", {"99.1–2": "supported"}),
    Sentence("3. Ruritania hardly supports recommendation 99.1."),
    Sentence("3. Ruritania no longer supports recommendation 99.1.", {"99.1": "noted"}),
    Sentence("3. It is not the case that Ruritania accepts recommendation 99.1."),
    Sentence("3. Ruritania denies that it accepts recommendation 99.1."),
    Sentence("3. Chile asked whether Ruritania accepts recommendation 99.1."),
    Sentence(
        "3. Ruritania previously accepted recommendation 99.1 but now rejects it.",
        {"99.1": "noted"},
        missed="99.1",
    ),
    Sentence("3. Ruritania accepted recommendation 99.1 at first, but withdraws its acceptance."),
    Sentence("3. Ruritania withdraws its support for recommendation 99.1."),
    Sentence("3. Ruritania accepts no part of recommendation 99.1."),
    Sentence("3. Ruritania accepts the first part of recommendation 99.1.", {"99.1": "partially_supported"}),
    Sentence(
        "3. Ruritania accepts recommendation 99.1, with the exception of its second part.",
        {"99.1": "partially_supported"},
        missed="99.1",
    ),
    Sentence("3. Ruritania accepts recommendation 99.1 except for the reference to article 5."),
    Sentence(
        "3. The recommendations below, save for 99.3, enjoy the support of Ruritania: 99.1, "
        "99.2, 99.3, 99.4.",
        {"99.1–2, 99.4": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 99.1 to 99.9 with the exception of 99.3, 99.4 and "
        "99.5 to 99.6.",
        {"99.1–2, 99.7–9": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 99.1 to 99.9, except 99.3 and 99.4, and takes note "
        "of recommendations 99.10 and 99.11.",
        {"99.1–2, 99.5–9": "supported", "99.10–11": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts, except for recommendation 99.3, all recommendations from 99.1 to 99.9.",
        {"99.1–2, 99.4–9": "supported"},
    ),
    Sentence(
        "3. Recommendations 99.1–99.9 are accepted, excluding 99.3. Recommendation 99.3 is noted.",
        {"99.1–2, 99.4–9": "supported", "99.3": "noted"},
    ),
    Sentence(
        "3. All recommendations from 99.1 to 99.9 but 99.3 are accepted.", {"99.1–2, 99.4–9": "supported"}
    ),
    Sentence(
        "Position of Ruritania\n"
        "No. Recommendation Position\n"
        "99.1 Ratify the OP-CAT (Chile). Supported\n"
        "99.2 Support women in rural areas and ensure that decisions are noted and accepted "
        "(Peru). Noted",
        {"99.1": "supported", "99.2": "noted"},
    ),
    Sentence(
        "99.1 Ensure that the laws accepted by Parliament are implemented (Chile)\n"
        "99.2 Implement the recommendations accepted in 2014 (Peru)"
    ),
    Sentence(
        "99.1 Implement the accepted recommendations (Chile)\nRuritania supports recommendation 99.1.",
        {"99.1": "supported"},
    ),
    Sentence(
        "2. Recommendations 1, 2, 3, 5, 7-12 and 20 are accepted. Recommendations 4, 6 and 13-19 "
        "are not accepted.",
        {"1–3, 5, 7–12, 20": "supported", "4, 6, 13–19": "noted"},
    ),
    Sentence(
        "Recommendation No. 1: Accepted\n"
        "Recommendation No. 2: Rejected\n"
        "Recommendation No. 3 – Accepted in part",
        {"1": "supported", "2": "noted", "3": "partially_supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendation number 5 of the report of the Working Group, "
        "contained in document A/HRC/12/15.",
        {"5": "supported"},
    ),
    Sentence("3. Ruritania accepts the 17 recommendations listed in paragraph 98 of the report."),
    Sentence("3. Ruritania accepts recommendations 8 and 9 of the Committee against Torture."),
    Sentence("3. Ruritania supports the Council of Europe recommendation 15 and ILO Recommendation 204."),
]

# Written last.
PLAIN = [
    Sentence(
        "2. At the review, Ruritania accepted 80 recommendations. It deferred its position on "
        "the 30 recommendations in section II of the report.\n"
        "3. Ruritania is now in a position to accept the following: 80.1, 80.2, 80.5–80.7.\n"
        "4. The following recommendations cannot be accepted: 80.3, 80.4.",
        {"80.1–2, 80.5–7": "supported", "80.3–4": "noted"},
    ),
    Sentence(
        "3. The Government of Ruritania has examined the recommendations and provides the "
        "following answers.\n"
        "Recommendation 80.1: accepted.\n"
        "Recommendation 80.2: accepted.\n"
        "Recommendation 80.3: noted.",
        {"80.1–2": "supported", "80.3": "noted"},
    ),
    Sentence(
        "80.1. Accepted. Ruritania ratified the Convention in 2011.\n"
        "80.2. Rejected. Ruritania sees no need for it.\n"
        "80.3. Noted. The matter is before the Supreme Court.",
        {"80.1": "supported", "80.2–3": "noted"},
    ),
    Sentence(
        "A. Recommendations 80.1, 80.2, 80.3 (ratification)\n"
        "3. Ruritania accepts these recommendations.\n"
        "B. Recommendations 80.4, 80.5 (death penalty)\n"
        "4. Ruritania rejects these recommendations.",
        {"80.1–3": "supported", "80.4–5": "noted"},
    ),
    Sentence(
        "Recommendations relating to the death penalty (80.4, 80.5)\n"
        "3. Ruritania does not accept these recommendations.",
        {"80.4–5": "noted"},
    ),
    Sentence(
        "3. Recommendations 80.1, 80.2, 80.3, 80.4, 80.5, 80.6, 80.7, 80.8, 80.9,\n"
        "80.10, 80.11, 80.12, 80.13, 80.14, 80.15, 80.16, 80.17, 80.18, 80.19, 80.20\n"
        "and 80.21 enjoy the support of Ruritania, which will work for their implementation.",
        {"80.1–21": "supported"},
    ),
    Sentence(
        "3. Ruritania notes recommendations 80.1, 80.2 and 80.3 for the following reasons: "
        "article 5 of the Constitution, Law 12/2010 and the judgment of 3 May 2012 allow it.",
        {"80.1–3": "noted"},
    ),
    Sentence("3. Ruritania will not accept recommendations 80.1 and 80.2.", {"80.1–2": "noted"}),
    Sentence(
        "3. At this stage, Ruritania is not ready to accept recommendations 80.1 and 80.2.",
        {"80.1–2": "noted"},
    ),
    Sentence("3. Ruritania agrees with recommendations 80.1 and 80.2.", {"80.1–2": "supported"}),
    Sentence(
        "3. Ruritania wishes to express its acceptance of recommendations 80.1 and 80.2.",
        {"80.1–2": "supported"},
    ),
    Sentence("3. Ruritania would like to note recommendations 80.1 and 80.2.", {"80.1–2": "noted"}),
    Sentence("3. Ruritania would like to support recommendation 80.1.", {"80.1": "supported"}),
    Sentence(
        "3. We are happy to accept recommendation 80.1 (Chile) and 80.2 (Norway).", {"80.1–2": "supported"}
    ),
    Sentence("3. Ruritania can support recommendations 80.1, 80.2; 80.3; and 80.4.", {"80.1–4": "supported"}),
    Sentence("3. Recommendations 80.1, 80.2 and 80.3 have been taken note of.", {"80.1–3": "noted"}),
    Sentence("3. Recommendations 80.1 and 80.2 are fully acceptable to Ruritania.", {"80.1–2": "supported"}),
    Sentence(
        "3. Recommendations 80.1 and 80.2 do not meet with the approval of Ruritania.", {"80.1–2": "noted"}
    ),
    Sentence("3. Recommendations 80.1 and 80.2 could not be supported.", {"80.1–2": "noted"}),
    Sentence("3. Recommendation 80.1 requires further consideration."),
    Sentence("3. Ruritania will provide its response to recommendation 80.1 in due course."),
    Sentence(
        "3. The recommendations numbered 80.1, 80.3 and 80.5 enjoy the full support of the "
        "Government and people of Ruritania.",
        {"80.1, 80.3, 80.5": "supported"},
    ),
    Sentence(
        "3. As a result, 12 recommendations (80.1–80.12) are accepted and three (80.13–80.15) are noted.",
        {"80.1–12": "supported", "80.13–15": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts 12 recommendations (80.1–80.12) and notes three recommendations "
        "(80.13, 80.14 and 80.15).",
        {"80.1–12": "supported", "80.13–15": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendation 80.1 (paragraph 12 of the report), as well as "
        "recommendations 80.4 and 80.5 (article 14 of ICCPR).",
        {"80.1, 80.4–5": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 80.1, 80.2 and 80.3, the implementation of which is ongoing.",
        {"80.1–3": "supported"},
    ),
    Sentence(
        "3. Recommendations 80.1, 80.2 and 80.3 have already been implemented and thus enjoy the "
        "support of Ruritania.",
        {"80.1–3": "supported"},
        {"80.1–3": "already_implemented"},
    ),
    Sentence(
        "3. Ruritania supports recommendations 80.1 and 80.2, which are being implemented.",
        {"80.1–2": "supported"},
        {"80.1–2": "in_process"},
    ),
    Sentence(
        "3. Ruritania supports recommendations 80.1 and 80.2. These recommendations are already "
        "being implemented.",
        {"80.1–2": "supported"},
        {"80.1–2": "in_process"},
    ),
    Sentence(
        "3. Ruritania accepts recommendation 80.1 although it is not yet implemented.",
        {"80.1": "supported"},
        {"80.1": "none"},
    ),
    Sentence(
        "3. Ruritania accepts recommendation 80.1, which will be implemented by 2025.",
        {"80.1": "supported"},
        {"80.1": "none"},
    ),
    Sentence(
        "I. Supported recommendations\n"
        "Justice\n"
        "80.1, 80.2, 80.3\n"
        "Education\n"
        "80.5, 80.6\n"
        "II. Noted recommendations\n"
        "Justice\n"
        "80.4",
        {"80.1–3, 80.5–6": "supported", "80.4": "noted"},
    ),
    Sentence(
        "Annex\n"
        "Table of responses\n"
        "80.1 Chile Ratify the Convention Accepted\n"
        "80.2 Peru Abolish the death penalty Noted\n",
        {"80.1": "supported", "80.2": "noted"},
        missed="80.1–2",
    ),
    Sentence(
        "80.1, 80.2, 80.5: supported. These recommendations are part of the national plan.\n"
        "80.3 and 80.4: not supported.",
        {"80.1–2, 80.5": "supported", "80.3–4": "noted"},
    ),
    Sentence(
        "3. Ruritania rejects recommendations 80.1 and 80.2 because it does not recognize the "
        "premise of these recommendations.",
        {"80.1–2": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 80.1 and 80.2. It does not, however, accept "
        "recommendation 80.3.",
        {"80.1–2": "supported", "80.3": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 80.1-80.3 and considers 80.2 already implemented.",
        {"80.1–3": "supported"},
        {"80.2": "already_implemented"},
    ),
    Sentence(
        "3. Recommendations 80.1-80.3: Ruritania accepts these recommendations, and is already "
        "implementing them.",
        {"80.1–3": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 80.1 to\n80.3, 80.5 to 80.\n7 and 80.9.",
        {"80.1–3, 80.5–7, 80.9": "supported"},
    ),
    Sentence(
        "3. Recommendation 80.1 enjoys the support of Ruritania and Ruritania takes note of "
        "recommendation 80.2.",
        {"80.1": "supported", "80.2": "noted"},
    ),
    Sentence(
        "Recommendations 80.1 to 80.4\nAccepted.\nRecommendations 80.5 to 80.7\nNot accepted.",
        {"80.1–4": "supported", "80.5–7": "noted"},
    ),
    Sentence(
        "3. For recommendation 80.1, Ruritania has accepted; for recommendation 80.2, it has noted.",
        {"80.1": "supported", "80.2": "noted"},
    ),
    Sentence(
        "3. Ruritania's position on recommendations 80.1 and 80.2 is that they are supported.",
        {"80.1–2": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 80.1 and 80.2 and recommendation 80.3 is noted.",
        {"80.1–2": "supported", "80.3": "noted"},
    ),
    Sentence(
        "3. Ruritania has accepted recommendations 80.1 and 80.2 and noted recommendation 80.3.",
        {"80.1–2": "supported", "80.3": "noted"},
    ),
    Sentence(
        "3. Recommendations 80.1 and 80.2 are accepted and 80.3 noted.",
        {"80.1–2": "supported", "80.3": "noted"},
    ),
]

# Written when all others were read: shares, choices, agents, topics.
TRICKY = [
    Sentence(
        "1. The Government of Ruritania thanks the States for their 88 recommendations and the "
        "troika for its support.\n"
        "2. Ruritania supports the purpose of the universal periodic review and takes note with "
        "appreciation of the recommendations made.\n"
        "3. The Government has the pleasure to inform the Council that it accepts "
        "recommendations 105.1, 105.2, 105.4, 105.7 to 105.20.\n"
        "4. For constitutional reasons, recommendations 105.3, 105.5 and 105.6 do not enjoy the "
        "support of Ruritania.",
        {"105.1–2, 105.4, 105.7–20": "supported", "105.3, 105.5–6": "noted"},
    ),
    Sentence(
        "Recommendation 105.1\n"
        "Ratify the Optional Protocol (Chile).\n"
        "Response\n"
        "Ruritania accepts the recommendation. The Optional Protocol was signed on 3 May 2011.\n"
        "Recommendation 105.2\n"
        "Accept the competence of the Committee (Peru).\n"
        "Response\n"
        "Ruritania notes the recommendation.",
        {"105.1": "supported", "105.2": "noted"},
    ),
    Sentence(
        "105.1 The Government accepts this recommendation and is working on a bill.\n"
        "105.2 The Government does not accept this recommendation, as its law already protects "
        "victims.\n"
        "105.3 The Government partially accepts this recommendation.\n"
        "105.4 The Government notes this recommendation.",
        {"105.1": "supported", "105.2": "noted", "105.3": "partially_supported", "105.4": "noted"},
    ),
    Sentence(
        "105.1, 105.2, 105.3\n"
        "These recommendations enjoy the support of Ruritania. The national plan supports "
        "victims.\n"
        "105.4, 105.5\n"
        "These recommendations do not enjoy the support of Ruritania.",
        {"105.1–3": "supported", "105.4–5": "noted"},
    ),
    Sentence(
        "Recommendations accepted by the Government of Ruritania: 105.1–105.9, 105.12.\n"
        "Recommendations noted by the Government of Ruritania: 105.10, 105.11.",
        {"105.1–9, 105.12": "supported", "105.10–11": "noted"},
    ),
    Sentence(
        "3. Ruritania supports recommendations 105.1 and 105.2 as part of its commitment to "
        "accept all treaties, and notes that recommendation 105.3 was made by one State only.",
        {"105.1–2": "supported"},
    ),
    Sentence(
        "3. Ruritania supports in part recommendation 105.1: it accepts the ratification of the "
        "Convention and rejects its article 22.",
        {"105.1": "partially_supported"},
    ),
    Sentence("3. Recommendations 105.1 and 105.2 were supported by the Ombudsman and by 20 organizations."),
    Sentence("3. The recommendations of the Ombudsman, numbered 1 to 5, are accepted."),
    Sentence("3. In its decision No. 105.2 the Court accepted the complaint; Law 105 supports families."),
    Sentence(
        "3. Recommendation 105.1 asks the Government to accept refugees. It is accepted.",
        {"105.1": "supported"},
    ),
    Sentence("3. Recommendation 105.1 contains two requests. The first is accepted, the second is not."),
    Sentence("3. As to recommendations 105.1–105.3, Ruritania notes its obligations under the Covenant."),
    Sentence(
        "3. With respect to recommendations 105.1 and 105.2, the Government supports the work of "
        "the Ombudsman."
    ),
    Sentence(
        "3. Regarding recommendations 105.1 and 105.2 Ruritania takes note, and regarding 105.3 it accepts.",
        {"105.1–2": "noted", "105.3": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 105.1, 105.2 (see paragraph 105.9 below) and 105.3.",
        {"105.1–3": "supported"},
        missed="105.3",
    ),
    Sentence(
        "3. Ruritania's acceptance of recommendation 105.1 does not mean that it accepts "
        "recommendation 105.2."
    ),
    Sentence("3. Ruritania supports recommendation 105.1 more than recommendation 105.2."),
    Sentence(
        "3. Instead of recommendation 105.1, Ruritania accepts recommendation 105.2.", {"105.2": "supported"}
    ),
    Sentence(
        "3. Ruritania accepts recommendation 105.1 rather than recommendation 105.2.", {"105.1": "supported"}
    ),
    Sentence(
        "3. Ruritania accepted recommendation 105.1 and, after reconsideration, withdrew its "
        "acceptance of recommendation 105.2."
    ),
    Sentence(
        "3. Ruritania accepts recommendations 105.1 to 105.5, with the exception of those made by Chile."
    ),
    Sentence(
        "3. Ruritania accepts recommendations 105.1, 105.2, 105.3 and takes note of the others.",
        {"105.1–3": "supported"},
    ),
    Sentence(
        "3. Ruritania accepts all recommendations in paragraph 105, and takes note of those in paragraph 106."
    ),
    Sentence(
        "3. Recommendations 105.1, 105.2 and 105.3, although supported by the population, are not accepted.",
        {"105.1–3": "noted"},
        missed="105.1–3",
    ),
    Sentence(
        "3. Recommendations 105.1 to 105.4, which were noted in 2014, are now accepted.",
        {"105.1–4": "supported"},
        missed="105.1–4",
    ),
    Sentence("3. Not all of recommendations 105.1 to 105.4 are accepted."),
    Sentence("3. Some of recommendations 105.1 to 105.4 are accepted."),
    Sentence("3. Most of recommendations 105.1–105.4 enjoy the support of Ruritania."),
    Sentence("3. Ruritania accepts most of recommendations 105.1–105.4."),
    Sentence("3. Ruritania accepts one of recommendations 105.1–105.4."),
    Sentence("3. Ruritania accepts recommendations 105.1 or 105.2."),
    Sentence(
        "3. Recommendations 105.1 and 105.2 are under implementation and are supported.",
        {"105.1–2": "supported"},
    ),
    Sentence(
        "Noted recommendations\n3. The Government will study recommendations 105.1 and 105.2.",
        {"105.1–2": "pending"},
    ),
    Sentence("Voluntary pledges\n3. Ruritania pledges to report on recommendations 105.1 and 105.2."),
    Sentence("II. Accepted recommendations\n3. See recommendations 105.1 and 105.2."),
    Sentence(
        "II. Accepted recommendations\n"
        "105.1 Ratify (Chile)\n"
        "This recommendation is not accepted at this time.",
        {"105.1": "noted"},
    ),
]

# Rows of tables that were flattened, annexes, letters, footnotes, other speakers and other languages: as real
# addenda have them. Written in one go, before the reader had seen any.
TABLES = [
    Sentence("140.1 Chile Accepted\n140.2 Peru Noted", {"140.1": "supported", "140.2": "noted"}),
    Sentence(
        "140.1\nChile\nAccepted\n140.2\nPeru, Norway\nNot accepted",
        {"140.1": "supported", "140.2": "noted"},
    ),
    Sentence(
        "140.1 | Ratify CED | Chile | Supported\n140.2 | Abolish the death penalty | Peru | Noted",
        {"140.1": "supported", "140.2": "noted"},
    ),
    Sentence(
        "140.5 Ratify the Convention against Torture (Chile) Accepted\n"
        "140.6 Withdraw its reservations (Peru) Rejected",
        {"140.5": "supported", "140.6": "noted"},
    ),
    Sentence(
        "140.5 Iran (Islamic Republic of) Supported\n"
        "140.6 United Kingdom of Great Britain and Northern Ireland Noted",
        {"140.5": "supported", "140.6": "noted"},
    ),
    Sentence(
        "No. Recommendation Position\n140.5 Build schools (Fiji) Supported / Partially implemented\n"
        "140.6 Build roads (Fiji) Supported / Noted",
        {"140.5": "supported", "140.6": "partially_supported"},
    ),
    Sentence(
        "Annex\nTable of answers\n140.7 Support the work of the Ombudsman (Chile)\nAccepted\n"
        "140.8 Accept visits of rapporteurs (Peru)\nNot accepted",
        {"140.7": "supported", "140.8": "noted"},
    ),
    Sentence(
        "140.9 Note the comments of the Committee (Chile)\nSupported\n"
        "140.10 Reject all violence (Peru)\nSupported",
        {"140.9–10": "supported"},
    ),
    Sentence("140.1: A\n140.2: N"),
    Sentence("140.1 Yes\n140.2 No"),
    Sentence("Supported: 140.1, 140.2\nNoted: 140.3", {"140.1–2": "supported", "140.3": "noted"}),
    Sentence("140.1 Chile Under consideration", {"140.1": "pending"}),
    Sentence("140.1 Chile, Peru Partially accepted", {"140.1": "partially_supported"}),
    Sentence("A - 140.7 Accepted\nA - 140.8 Noted", {"140.7": "supported", "140.8": "noted"}),
    Sentence(
        "3. Ruritania accepts recommendations A - 140.7, A - 140.9 and B - 141.2.",
        {"140.7, 140.9, 141.2": "supported"},
    ),
    Sentence("3. Ruritania accepts recommendation 140.7 (a) and takes note of recommendation 140.7 (b)."),
    Sentence(
        "3. Ruritania accepts recommendations 140.6, 140.7 (a), (b) and (d), and 140.8.",
        {"140.6, 140.8": "supported"},
    ),
    Sentence("3. Recommendation 140.7, paragraph (b), is not accepted."),
    Sentence("140.7 (a) Accepted\n140.7 (b) Noted\n140.8 Accepted", {"140.8": "supported"}),
    Sentence("3. Norway welcomed the acceptance of recommendation 140.1 by Ruritania."),
    Sentence("3. Ruritania thanks Chile for supporting it in the matter of recommendation 140.1."),
    Sentence(
        "3. Ruritania accepts recommendation 140.1. Chile supports recommendation 140.2. Ruritania notes "
        "recommendation 140.3.",
        {"140.1": "supported", "140.3": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendations 140.1 and 140.2. Recommendation 140.3 is supported by Chile "
        "and Peru.",
        {"140.1–2": "supported"},
    ),
    Sentence(
        "3. As Chile, which accepted recommendation 140.4 in its own review, Ruritania is studying the "
        "matter."
    ),
    Sentence(
        "3. Ruritania accepts recommendations 140.1 1 and 140.2 2 of the report.\n"
        "4. Recommendation 140.3 3 is noted.",
        {"140.1–2": "supported", "140.3": "noted"},
        missed="140.3",
    ),
    Sentence("3. Ruritania supports recommendations 140.1;2 140.2 and 140.3.", {"140.1–3": "supported"}),
    Sentence(
        "3. Ruritania accepts recommendations 140.1* and 140.2**.\n* See the annex.\n** Subject to law.",
        {"140.1": "supported"},
    ),
    Sentence(
        "3. Le Gouvernement accepte les recommandations 140.1 à 140.3 et prend note de la recommandation "
        "140.4."
    ),
    Sentence(
        "3. El Gobierno acepta las recomendaciones 140.1 a 140.3 y toma nota de la recomendación 140.4."
    ),
    Sentence("Recommandations acceptées\n140.1 Ratifier la CED (Chili)\n140.2 Construire des écoles (Pérou)"),
    Sentence("Recomendaciones no aceptadas\n140.1 Ratificar la CED (Chile)\n140.2 Construir escuelas (Perú)"),
    Sentence(
        "3. Ruritania considers that it can accept, like Chile, recommendation 140.1.",
        {"140.1": "supported"},
        missed="140.1",
    ),
    Sentence(
        "140.1 Ratify CED (Chile)\nChile accepts that the matter is complex.\nResponse: Noted.",
        {"140.1": "noted"},
    ),
    Sentence("140.1 Accept the competence of the Committee (Chile)\n140.2 Support schools (Peru)"),
    Sentence(
        "3. Ruritania accepts recommendations 64 (a), (b) and (d)–(f), and notes recommendation 64 (c).",
        {"64.a, 64.b, 64.d, 64.e, 64.f": "supported", "64.c": "noted"},
    ),
    Sentence(
        "3. The recommendations contained in paragraph 64 (a) to (c) enjoy the support of Ruritania.",
        {"64.a, 64.b, 64.c": "supported"},
    ),
    Sentence(
        "Recommendation 64 (b) Ratify CED (Chile)\nAccepted\nRecommendation 64 (c)\nNoted",
        {"64.b": "supported", "64.c": "noted"},
    ),
    Sentence("3. Ruritania accepts the recommendation of the Committee in paragraph 5 (a)."),
    Sentence("3. Ruritania accepts recommendation 140.7 (a), and article 5 (b) of the law."),
    Sentence("140.6 Build roads (Fiji) Supported and noted"),
    Sentence(
        "Cluster 1: treaties (140.1–140.4) Accepted\nCluster 2: prisons (140.5, 140.6) Noted",
        {"140.1–4": "supported", "140.5–6": "noted"},
        missed="140.1–6",
    ),
    Sentence(
        "Recommendations 140.1, 140.2 and 140.3\nPosition: Accepted\nRecommendation 140.4\nPosition: Noted",
        {"140.1–3": "supported", "140.4": "noted"},
    ),
    Sentence(
        "3. The position of Ruritania is: 140.1 (accepted), 140.2 (accepted), 140.3 (noted).",
        {"140.1–2": "supported", "140.3": "noted"},
    ),
    Sentence(
        "3. Ruritania accepts recommendation 140.1 of Norway and Norway accepts recommendation 99.2 of "
        "Ruritania.",
        {"140.1": "supported"},
    ),
]

SENTENCES = [
    *VERB_FIRST,
    *NUMBERS_FIRST,
    *TWO_ANSWERS,
    *EXCEPTED,
    *HEADINGS,
    *LINE_BY_LINE,
    *CLAIMS,
    *NOT_RECOMMENDATIONS,
    *LATER,
    *HOSTILE,
    *PLAIN,
    *TRICKY,
    *TABLES,
]
