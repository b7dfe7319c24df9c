"""The same measures for texts of any number, resumable after any end."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "attributions": ["Texts", "given_parts"],
        "corpus": ["Job", "measure_corpus", "measure_dask", "run_job"],
        "processes": ["get_ready"],
    },
)
