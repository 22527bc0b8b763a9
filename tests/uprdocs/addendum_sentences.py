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
        "3. The Government, having consulted the ministries concerned, has the honour to inform the Council "
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
        "3. Ruritania accepts the recommendations of Chile (140.7), Peru (140.8, 140.9) and Norway (140.12).",
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
        "A. Recommendations which enjoy the support of Ruritania\n140.1 Ratify the Optional Protocol (Peru);\n"
        "140.2 Accept individual complaints (Chile).\nB. Recommendations that were noted\n"
        "140.3 Abolish the death penalty and reject\ntorture (Norway);",
        {"140.1–2": "supported", "140.3": "noted"},
    ),
    Sentence(
        "3. The following recommendations enjoy the support of Ruritania:\n140.1 Ratify the Convention (Peru);\n"
        "140.2 Note the views of children (Chile).\n4. The following recommendations do not enjoy the support "
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
        "3. Ruritania accepts recommendation 140.7. Unemployment fell by 5.6 per cent, 1.5 million euros were "
        "spent on Goal 16.3, and Act No. 12 of 3 March 2019 supports 140 families.",
        {"140.7": "supported"},
    ),
    Sentence("3. The Ombudsman of Ruritania supports recommendations 140.7 and 140.8."),
    Sentence("3. Ruritania is considering whether to accept recommendations 140.7 and 140.8."),
    Sentence(
        "3. For the reasons given under recommendation 140.7, Ruritania does not accept recommendation 140.8.",
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
        "7. Of the 254 recommendations, 217 are supported and 37 noted. Recommendations 6.1 to 6.4 and 6.9 are "
        "supported.",
        {"6.1–4, 6.9": "supported"},
    ),
    Sentence(
        "7. The State of Ruritania accepts the following 5 recommendations: 6.1, 6.2, 6.7, 6.8 and 6.20.",
        {"6.1–2, 6.7–8, 6.20": "supported"},
    ),
    Sentence(
        "7. Recommendations Nos. 55.1, 55.2 and 55.4, which relate to the ratification of the Rome Statute, are "
        "accepted.",
        {"55.1–2, 55.4": "supported"},
    ),
    Sentence("7. Ruritania is unable to accept recommendations 55.1–55.3.", {"55.1–3": "noted"}),
    Sentence("7. Recommendation 55.3 does not enjoy our support.", {"55.3": "noted"}),
    Sentence(
        "7. We regret that we cannot accept recommendation 55.3, since article 9 of the Constitution forbids it.",
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
        "55.3 Adopt a law against discrimination (Chile) – Accepted\n55.4 Decriminalize defamation (Peru) – Not "
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
        "Recommendation 55.4: Ruritania does not accept this recommendation. The death penalty is provided for "
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
        "7. The recommendations listed below have been noted by Ruritania:\n55.3 Extend an invitation (Chile);\n"
        "55.4 Accept the amendments (Peru).\n8. Ruritania thanks all delegations.",
        {"55.3–4": "noted"},
    ),
    Sentence(
        "7. Ruritania accepts 55.3, 55.4 and takes note of 55.5; it rejects 55.6.",
        {"55.3–4": "supported", "55.5": "noted", "55.6": "noted"},
    ),
    Sentence(
        "7. Recommendations 55.3 to 55.10 enjoy the support of Ruritania, except for recommendations 55.5 and "
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
        "7. Ruritania considers recommendations 55.3 and 55.4 as already implemented and therefore accepts them.",
        {"55.3–4": "supported"},
        {"55.3–4": "already_implemented"},
    ),
    Sentence(
        "7. Concerning recommendation 55.3 (Chile), the Government takes note of it. As to recommendation 55.4 "
        "(Peru), it is accepted.",
        {"55.3": "noted", "55.4": "supported"},
    ),
    Sentence(
        "7. Ruritania accepts recommendations 55.3-5 (Chile), 55.8 (Peru); 55.10 (Mali). 55.12 and 55.13 are noted.",
        {"55.3–5, 55.8, 55.10": "supported", "55.12–13": "noted"},
    ),
    Sentence(
        "Supported: 55.1–55.4, 55.9\nPartially supported: 55.5\nNoted: 55.6–55.8",
        {"55.1–4, 55.9": "supported", "55.5": "partially_supported", "55.6–8": "noted"},
    ),
    Sentence(
        "7. Ruritania accepted the recommendations in paragraphs 55.1 and 55.2 in 2014, and rejects them now.",
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
]
