"""Tables in, figures and pages out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["plots", "show", "widgets"],
    submod_attrs={
        "drawing": ["svg"],
        "kernels": ["get_ready"],
        "page": ["environment", "letters", "policy", "stylesheet"],
        "plots": ["alt_agreement", "plot_agreement"],
        "reader": ["Story", "write_report"],
        "site": ["build_site"],
    },
)
