"""What fits a stranger: reasons in words, without the ORM and without storing a thing.

The words are the page's; here stands only what speaks for an opportunity and what is
asked for beside.
"""

from typing import NamedTuple


class Answers(NamedTuple):
    """What somebody ticked; sets of ids, and of ``(weekday, daypart)``."""

    topics: frozenset
    languages: frozenset
    skills: frozenset
    times: frozenset
    age: int | None


class Fit(NamedTuple):
    """Names of what fits and what is missing; ``too_young`` is the youngest age."""

    topics: tuple
    languages: tuple
    skills: tuple
    times: tuple
    missing_languages: tuple
    missing_skills: tuple
    other_times: bool
    too_young: int
    score: int


def fit(opportunity, answers):
    """Say what speaks for an opportunity, and what is asked for that was not ticked.

    :param opportunity: ``PublicOpportunity``
    :param Answers answers: of the visitor
    """
    topics = _names(opportunity.topics, answers.topics)
    languages = _names(opportunity.languages, answers.languages)
    skills = _names(opportunity.skills, answers.skills)
    times = tuple(sorted(opportunity.times & answers.times))
    other_times = bool(opportunity.times and answers.times and not times)
    young = answers.age is not None and answers.age < opportunity.min_age
    missing_languages = _missing(opportunity.languages, answers.languages)
    missing_skills = _missing(opportunity.skills, answers.skills)
    found = 2 * len(topics) + 2 * bool(languages) + 2 * len(skills) + 2 * bool(times)
    lacking = len(missing_skills) + 3 * other_times + 10 * young
    # one of several languages is enough
    missing_languages = () if languages else missing_languages
    return Fit(
        topics,
        languages,
        skills,
        times,
        missing_languages,
        missing_skills,
        other_times,
        opportunity.min_age if young else 0,
        found - lacking - bool(missing_languages),
    )


def _names(offered, ticked):
    return tuple(name for key, name in offered if key in ticked)


def _missing(offered, ticked):
    return tuple(name for key, name in offered if key not in ticked)
