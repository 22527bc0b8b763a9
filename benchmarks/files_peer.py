"""The file of everything as one SQL query, for COPY and the sqlite3 shell.

One query with the columns of `upr_tracker.recommendations_csv.COLUMNS` in their order, in English, written as
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
from upr_tracker.recommendations_csv import COLUMNS


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _labels(column: str, choices: type[TextChoices], otherwise: str = "''") -> str:
    """A value as its English label."""
    whens = " ".join(f"WHEN {_quoted(member.value)} THEN {_quoted(member.label)}" for member in choices)
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
UNCORRECTED = """
a.publication_state = 'published' AND NOT EXISTS (
  SELECT 1 FROM recommendations_assessment c
  WHERE c.corrects_id = a.id AND c.publication_state = 'published'
    AND c.recommendation_id = a.recommendation_id AND c.organisation_id = a.organisation_id)
"""
FINDINGS = """
SELECT recommendation_id, status, evidence_up_to, assessed_on, method, coding_rule, summary,
       organisation FROM (
  SELECT a.recommendation_id, a.status, a.evidence_up_to, a.assessed_on, a.method, a.coding_rule,
         a.summary_en AS summary, o.name_en AS organisation,
         row_number() OVER (PARTITION BY a.recommendation_id ORDER BY
           CASE WHEN a.organisation_id = v.headline_organisation_id THEN 0 ELSE 1 END,
           a.evidence_up_to DESC, a.id DESC) AS place
  FROM recommendations_assessment a
  JOIN recommendations_organisation o ON o.id = a.organisation_id
  JOIN recommendations_recommendation r ON r.id = a.recommendation_id
  JOIN recommendations_review v ON v.id = r.review_id
  WHERE {uncorrected}
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
STATES = """
SELECT rs.recommendation_id, string_agg(s.name_en, '; ' ORDER BY rs."order") AS names,
       string_agg(s.iso3, '; ' ORDER BY rs."order") AS codes,
       string_agg(DISTINCT {group}, '; ') AS groups,
       string_agg(DISTINCT nullif(s.regional_group, ''), '; ') AS group_codes
FROM recommendations_recommendingstate rs JOIN recommendations_state s ON s.id = rs.state_id
GROUP BY rs.recommendation_id
"""
NAMED = """
SELECT x.recommendation_id, string_agg(n.name_en, '; ' ORDER BY n."order", n.slug) AS names,
       string_agg(n.slug, '; ' ORDER BY n."order", n.slug) AS codes
FROM {through} x JOIN {table} n ON n.id = x.{column}
GROUP BY x.recommendation_id
"""
THEMES = ("recommendations_recommendation_themes", "recommendations_theme", "theme_id")
AFFECTED = (
    "recommendations_recommendation_affected_groups",
    "recommendations_affectedgroup",
    "affectedgroup_id",
)
ASKS = """
SELECT f.recommendation_id,
       string_agg(n.text_en, ' | ' ORDER BY u.key, c."order", n."order") AS texts
FROM recommendations_newrecommendation_follows_up f
JOIN recommendations_newrecommendation n ON n.id = f.newrecommendation_id
JOIN recommendations_section c ON c.id = n.section_id
JOIN recommendations_submission u ON u.id = c.submission_id
WHERE u.publication_state = 'published'
GROUP BY f.recommendation_id
"""
WHOLE = """
WITH answer AS ({answers}), finding AS ({findings}), evidence AS ({evidence}),
states AS ({states}), themes AS ({themes}), affected AS ({affected}), asks AS ({asks})
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

# The same for SQLite. OFFSET 0 keeps it from flattening the inner query into the outer one.
ROW_NAMED = """
(SELECT group_concat(name, '; ') FROM (
   SELECT n.{name} AS name FROM {through} x JOIN {table} n ON n.id = x.{column}
   WHERE x.recommendation_id = r.id ORDER BY n."order", n.slug))
"""
ROW_ASKS = """
(SELECT group_concat(text, ' | ') FROM (
   SELECT n.text_en AS text FROM recommendations_newrecommendation_follows_up f
   JOIN recommendations_newrecommendation n ON n.id = f.newrecommendation_id
   JOIN recommendations_section c ON c.id = n.section_id
   JOIN recommendations_submission u ON u.id = c.submission_id
   WHERE f.recommendation_id = r.id AND u.publication_state = 'published'
   ORDER BY u.key, c."order", n."order"))
"""
ROW_BY_ROW = """
WITH evidence AS MATERIALIZED ({evidence})
SELECT {columns} FROM (
  SELECT r.id, r.number, r.title_en, r.text, r.action_category, r.text_fingerprint, v.slug,
         v.report_id, v.headline_organisation_id AS headline,
         (SELECT group_concat(name, '; ') FROM (
            SELECT s.name_en AS name FROM recommendations_recommendingstate rs
            JOIN recommendations_state s ON s.id = rs.state_id
            WHERE rs.recommendation_id = r.id ORDER BY rs."order")) AS names,
         (SELECT group_concat(name, '; ') FROM (
            SELECT DISTINCT {group} AS name FROM recommendations_recommendingstate rs
            JOIN recommendations_state s ON s.id = rs.state_id
            WHERE rs.recommendation_id = r.id)) AS groups,
         (SELECT group_concat(name, '; ') FROM (
            SELECT s.iso3 AS name FROM recommendations_recommendingstate rs
            JOIN recommendations_state s ON s.id = rs.state_id
            WHERE rs.recommendation_id = r.id ORDER BY rs."order")) AS codes,
         (SELECT group_concat(name, '; ') FROM (
            SELECT DISTINCT nullif(s.regional_group, '') AS name
            FROM recommendations_recommendingstate rs
            JOIN recommendations_state s ON s.id = rs.state_id
            WHERE rs.recommendation_id = r.id)) AS group_codes
  FROM recommendations_review v CROSS JOIN recommendations_recommendation r ON v.id = r.review_id
  WHERE r.publication_state = 'published'
  ORDER BY v.reviewed_on DESC, r.review_id, r.number_order, r.id LIMIT -1 OFFSET 0
) r
LEFT JOIN recommendations_source d ON d.id = r.report_id
LEFT JOIN recommendations_positionstatement answer ON answer.id = (
  SELECT p.id FROM recommendations_positionstatement p
  JOIN recommendations_source s ON s.id = p.document_id AND s.kind = 'un_document'
  WHERE p.recommendation_id = r.id ORDER BY p.stated_on DESC, p.id DESC LIMIT 1)
LEFT JOIN recommendations_source document ON document.id = answer.document_id
LEFT JOIN recommendations_assessment finding ON finding.id = (
  SELECT id FROM (
    SELECT a.id, a.evidence_up_to, a.organisation_id = r.headline AS leads
    FROM recommendations_assessment a WHERE a.recommendation_id = r.id AND {uncorrected})
  ORDER BY leads DESC, evidence_up_to DESC, id DESC LIMIT 1)
LEFT JOIN recommendations_organisation o ON o.id = finding.organisation_id
LEFT JOIN evidence ON evidence.recommendation_id = r.id
"""


def columns(site: str) -> dict[str, str]:
    """The SQL of each cell by the name of its column."""
    address = "CASE WHEN r.number <> '' THEN r.number ELSE 'text-' || "
    address += "substr(r.text_fingerprint, 1, 12) END"
    gap = "answer.state_claim = 'already_implemented' AND "
    gap += f"finding.status IN ({_any_of(FOUND_OTHERWISE)})"
    cells = {
        "id": f"v.slug || '/' || {address}",
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
        "recommending_state_codes": "states.codes",
        "regional_groups": "states.groups",
        "regional_group_codes": "states.group_codes",
        "affected_groups": "affected.names",
        "affected_group_codes": "affected.codes",
        "position": _labels("answer.position", Position),
        "position_code": "answer.position",
        "position_source": (
            "answer.symbol || CASE WHEN answer.paragraph <> '' "
            "THEN ', para. ' || answer.paragraph ELSE '' END"
        ),
        "state_claim": _labels("answer.state_claim", StateClaim),
        "state_claim_code": "answer.state_claim",
        "claim_gap": f"CASE WHEN {gap} THEN 'yes' ELSE 'no' END",
        "claim_gap_code": f"CASE WHEN {gap} THEN 'yes' ELSE 'no' END",
        "status": _labels("finding.status", ImplementationStatus, "'Not yet assessed'"),
        "status_code": f"coalesce(finding.status, '{ImplementationStatus.NOT_ASSESSED.value}')",
        "assessed_on": "finding.assessed_on",
        "evidence_up_to": "finding.evidence_up_to",
        "organisation": "finding.organisation",
        "summary": "finding.summary",
        **{name: f"coalesce(evidence.{name}, 0)" for name in ("cases", "laws", "events", "figures")},
        "themes": "themes.names",
        "theme_codes": "themes.codes",
        "action_category": _labels("r.action_category", ActionCategory),
        "action_category_code": "r.action_category",
        "new_recommendations": "asks.texts",
        "address": f"'{site}/recommendations/' || v.slug || '/' || {address} || '/'",
        "method": _labels("finding.method", FindingMethod),
        "method_code": "finding.method",
        "coding_rule": _labels("finding.coding_rule", CodingRule),
        "coding_rule_code": "finding.coding_rule",
        "report_published_on": "d.published_on",
        "report_accessed_on": "d.accessed_on",
    }
    assert list(cells) == [column.name for column in COLUMNS]
    return cells


def query(engine: str, site: str) -> str:
    return _of_sqlite(site) if engine == "sqlite" else _of_postgresql(site)


def _of_postgresql(site: str) -> str:
    """Aggregate each kind of linked rows once, then join."""

    def names_sql(through: str, table: str, column: str) -> str:
        return NAMED.format(through=through, table=table, column=column)

    return WHOLE.format(
        answers=ANSWERS,
        findings=FINDINGS.format(uncorrected=UNCORRECTED),
        evidence=EVIDENCE,
        states=STATES.format(group=_labels("s.regional_group", RegionalGroup)),
        themes=names_sql(*THEMES),
        affected=names_sql(*AFFECTED),
        asks=ASKS,
        columns=", ".join(f'{sql} AS "{name}"' for name, sql in columns(site).items()),
    )


def _of_sqlite(site: str) -> str:
    """Linked rows looked up row by row through their indexes, which SQLite does faster: gathered
    ones are joined without an index where its statistics mislead it."""

    def names_sql(through: str, table: str, column: str, name: str = "name_en") -> str:
        return ROW_NAMED.format(through=through, table=table, column=column, name=name)

    cells = {
        **columns(site),
        "themes": names_sql(*THEMES),
        "theme_codes": names_sql(*THEMES, "slug"),
        "affected_groups": names_sql(*AFFECTED),
        "affected_group_codes": names_sql(*AFFECTED, "slug"),
        "new_recommendations": ROW_ASKS,
    }
    return ROW_BY_ROW.format(
        evidence=EVIDENCE,
        uncorrected=UNCORRECTED,
        group=_labels("s.regional_group", RegionalGroup),
        columns=", ".join(f'{_row_by_row_cell(sql)} AS "{name}"' for name, sql in cells.items()),
    )


def _row_by_row_cell(sql: str) -> str:
    """A cell of the aggregating query rewritten for the row-by-row query."""
    for old, new in (
        ("states.", "r."), ("v.slug", "r.slug"), ("answer.symbol", "document.symbol"),
        ("finding.summary", "finding.summary_en"), ("finding.organisation", "o.name_en"),
    ):  # fmt: skip
        sql = sql.replace(old, new)
    return sql
