"""Starts Jupyter's classic notebook server, 6.4, with a library and packages that are newer. It takes the arguments of `notebook`.

It finds this environment's kernel and Debian's templates of nbconvert in the environment, whatever the machine has of Jupyter.
"""

import runpy
import sys
from pathlib import Path

import ipykernel.kernelspec
import nbconvert
import nest_asyncio
import setuptools  # has the distutils that this notebook asks for

# The other manager starts kernels in a second thread, whose replies do not wake up the server: it may wait for a minute.
MANAGER = "--NotebookApp.kernel_manager_class=notebook.services.kernels.kernelmanager.AsyncMappingKernelManager"

ipykernel.kernelspec.install(prefix=sys.prefix)
templates = Path(sys.prefix, "share/jupyter/nbconvert")
templates.unlink(missing_ok=True)
templates.symlink_to(Path(nbconvert.__file__).parents[4] / "share/jupyter/nbconvert")

nest_asyncio.apply = lambda: None  # spoils asyncio since 3.14, and the clients of kernels do without it by now
sys.argv.insert(1, MANAGER)
runpy.run_module("notebook", run_name="__main__", alter_sys=True)
