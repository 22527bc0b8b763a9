"""The file of everything as SQL: what COPY and the sqlite3 shell are asked for.

One query with the columns of `upr_tracker.exports.COLUMNS` in their order, in English, written as
somebody would who knows the tables: published rows only, the answer and the finding that stand, by
the same rules, evidence counted where both its ends are public, several values in one cell.
Rows come in the order of the file.
"""

from collections.abc import Iterable

from django.db.models import TextChoices

from recommendations.choices import (
    ActionCategory,
    CodingRule,
    FindingMethod,
    ImplementationStatus,
    Position,
    RegionalGroup,
    StateClaim,
)
from recommendations.querysets import FOUND_OTHERWISE
from upr_tracker.exports import COLUMNS


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _labels(column: str, choices: type[TextChoices], otherwise: str = "''") -> str:
    """A value as readers know it."""
    whens = " ".join(
        f"WHEN {_quoted(member.value)} THEN {_quoted(member.label)}" for member in choices
    )
    return f"CASE {column} {whens} ELSE {otherwise} END"


def _any_of(values: Iterable[object]) -> str:
    return ", ".join(_quoted(value) for value in values)


ANSWERS = """
SELECT recommendation_id, position, state_claim, symbol, paragraph FROM (
  SELECT p.recommendation_id, p.position, p.state_claim, d.symbol, p.paragraph,
         row_number() OVER (PARTITION BY p.recommendation_id
                            ORDER BY p.stated_on DESC, p.id DESC) AS place
  FROM recommendations_positionstatement p
  JOIN recommendations_source d ON d.id = p.document_id AND d.kind = 'un_document'
) numbered WHERE place = 1
"""
FINDINGS = """
SELECT recommendation_id, status, evidence_up_to, assessed_on, method, coding_rule, summary,
       organisation FROM (
  SELECT a.recommendation_id, a.status, a.evidence_up_to, a.assessed_on, a.method, a.coding_rule,
         a.summary_en AS summary, o.name_en AS organisation,
         row_number() OVER (PARTITION BY a.recommendation_id
                            ORDER BY a.evidence_up_to DESC, a.id DESC) AS place
  FROM recommendations_assessment a
  JOIN recommendations_organisation o ON o.id = a.organisation_id
  WHERE a.publication_state = 'published'
) numbered WHERE place = 1
"""
EVIDENCE = """
SELECT e.recommendation_id, count(c.id) AS cases,
       count(l.id) + count(cl.id) AS laws, count(v.id) AS events, count(f.id) AS figures
FROM cases_evidence e
LEFT JOIN cases_case c ON c.id = e.case_id AND c.publication_state = 'published'
LEFT JOIN cases_law l ON l.id = e.law_id AND l.publication_state = 'published'
LEFT JOIN cases_lawchange lc ON lc.id = e.law_change_id
LEFT JOIN cases_law cl ON cl.id = lc.law_id AND cl.publication_state = 'published'
LEFT JOIN cases_event v ON v.id = e.event_id AND v.publication_state = 'published'
LEFT JOIN cases_figure f ON f.id = e.figure_id AND f.publication_state = 'published'
GROUP BY e.recommendation_id
"""
# Of several values, in their order: {joined} is the engine's own way of joining.
STATES = """
SELECT recommendation_id, {states} AS names, {groups} AS groups FROM (
  SELECT rs.recommendation_id, s.name_en AS name, rs."order", {group} AS regional_group
  FROM recommendations_recommendingstate rs JOIN recommendations_state s ON s.id = rs.state_id
  {ordered}
) linked GROUP BY recommendation_id
"""
NAMED = """
SELECT recommendation_id, {named} AS names FROM (
  SELECT x.recommendation_id, n.name_en AS name, n."order", n.slug
  FROM {through} x JOIN {table} n ON n.id = x.{column}
  {ordered}
) linked GROUP BY recommendation_id
"""
ASKS = """
SELECT recommendation_id, {asks} AS texts FROM (
  SELECT f.recommendation_id, n.text_en AS text, u.key, c."order" AS section, n."order" AS place
  FROM recommendations_newrecommendation_follows_up f
  JOIN recommendations_newrecommendation n ON n.id = f.newrecommendation_id
  JOIN recommendations_section c ON c.id = n.section_id
  JOIN recommendations_submission u ON u.id = c.submission_id
  WHERE u.publication_state = 'published'
  {ordered}
) linked GROUP BY recommendation_id
"""
WHOLE = """
WITH answer AS {kept} ({answers}), finding AS {kept} ({findings}), evidence AS {kept} ({evidence}),
states AS {kept} ({states}), themes AS {kept} ({themes}), affected AS {kept} ({affected}),
asks AS {kept} ({asks})
SELECT {columns}
FROM recommendations_recommendation r
JOIN recommendations_review v ON v.id = r.review_id
LEFT JOIN recommendations_source d ON d.id = v.report_id
LEFT JOIN answer ON answer.recommendation_id = r.id
LEFT JOIN finding ON finding.recommendation_id = r.id
LEFT JOIN evidence ON evidence.recommendation_id = r.id
LEFT JOIN states ON states.recommendation_id = r.id
LEFT JOIN themes ON themes.recommendation_id = r.id
LEFT JOIN affected ON affected.recommendation_id = r.id
LEFT JOIN asks ON asks.recommendation_id = r.id
WHERE r.publication_state = 'published'
ORDER BY v.reviewed_on DESC, r.review_id, r.number_order, r.id
"""


def columns(site: str) -> dict[str, str]:
    """By name of the column, the SQL that gives its cells."""
    address = "CASE WHEN r.number <> '' THEN r.number ELSE 'text-' || "
    address += "substr(r.text_fingerprint, 1, 12) END"
    gap = f"answer.state_claim = 'already_implemented' AND finding.status IN ({_any_of(FOUND_OTHERWISE)})"
    named = {
        "review": "v.slug",
        "number": "r.number",
        "symbol": "d.symbol",
        "citation": (
            "CASE WHEN r.number <> '' AND d.symbol <> '' THEN d.symbol || ', para. ' || r.number "
            "|| ' (' || coalesce(replace(states.names, '; ', ', '), '') || ')' ELSE '' END"
        ),
        "title": "r.title_en",
        "text": "r.text",
        "recommending_states": "states.names",
        "regional_groups": "states.groups",
        "affected_groups": "affected.names",
        "position": _labels("answer.position", Position),
        "position_source": (
            "answer.symbol || CASE WHEN answer.paragraph <> '' "
            "THEN ', para. ' || answer.paragraph ELSE '' END"
        ),
        "state_claim": _labels("answer.state_claim", StateClaim),
        "claim_gap": f"CASE WHEN {gap} THEN 'yes' ELSE 'no' END",
        "status": _labels("finding.status", ImplementationStatus, "'Not yet assessed'"),
        "assessed_on": "finding.assessed_on",
        "evidence_up_to": "finding.evidence_up_to",
        "organisation": "finding.organisation",
        "summary": "finding.summary",
        **{
            name: f"coalesce(evidence.{name}, 0)" for name in ("cases", "laws", "events", "figures")
        },
        "themes": "themes.names",
        "action_category": _labels("r.action_category", ActionCategory),
        "new_recommendations": "asks.texts",
        "address": f"'{site}/recommendations/' || v.slug || '/' || {address} || '/'",
        "method": _labels("finding.method", FindingMethod),
        "coding_rule": _labels("finding.coding_rule", CodingRule),
    }
    assert list(named) == [column.name for column in COLUMNS]
    return named


def query(engine: str, site: str) -> str:
    group = _labels("s.regional_group", RegionalGroup)
    if engine == "postgresql":

        def joined(what: str, order: str, between: str = "; ") -> str:
            return f"string_agg({what}, '{between}' ORDER BY {order})"

        groups, kept, ordered = (
            "string_agg(DISTINCT regional_group, '; ')",
            "NOT MATERIALIZED",
            [""] * 4,
        )
    else:
        # Of a sorted subquery it joins in that order; DISTINCT takes no separator of one's own.
        def joined(what: str, order: str, between: str = "; ") -> str:
            return f"group_concat({what}, '{between}')"

        groups, kept = "replace(group_concat(DISTINCT regional_group), ',', '; ')", "MATERIALIZED"
        ordered = [
            'ORDER BY rs.recommendation_id, rs."order"',
            'ORDER BY x.recommendation_id, n."order", n.slug',
            'ORDER BY f.recommendation_id, u.key, c."order", n."order"',
        ]
    return WHOLE.format(
        kept=kept,
        answers=ANSWERS,
        findings=FINDINGS,
        evidence=EVIDENCE,
        states=STATES.format(
            states=joined("name", '"order"'), groups=groups, group=group, ordered=ordered[0]
        ),
        themes=NAMED.format(
            named=joined("name", '"order", slug'),
            ordered=ordered[1],
            through="recommendations_recommendation_themes",
            table="recommendations_theme",
            column="theme_id",
        ),
        affected=NAMED.format(
            named=joined("name", '"order", slug'),
            ordered=ordered[1],
            through="recommendations_recommendation_affected_groups",
            table="recommendations_affectedgroup",
            column="affectedgroup_id",
        ),
        asks=ASKS.format(asks=joined("text", "key, section, place", " | "), ordered=ordered[2]),
        columns=", ".join(f'{sql} AS "{name}"' for name, sql in columns(site).items()),
    )
