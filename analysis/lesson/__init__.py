"""Two articles as a lesson, and a class's answers."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "answers": ["class_report", "kappas", "read_answers"],
        "exercise": ["check_answer"],
        "lesson": ["check_pair", "make_lesson", "read_pair"],
        "pages": ["class_page", "student", "teacher"],
    },
)
