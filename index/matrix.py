"""Matrices of vectors as plain `.npy` files, mapped into memory when read. Never pickled."""

from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.damage import damaged

Number = TypeVar("Number", np.float16, np.float32)


def write_matrix(matrix: NDArray[Number], path: Path) -> None:
    """Write a matrix."""
    np.save(path, matrix, allow_pickle=False)


def read_matrix(path: Path, *, count: int, dimensions: int, dtype: type[Number]) -> NDArray[Number]:
    """Read a matrix. Its checksum is the caller's to verify, before this.

    Raises:
        IndexVersionError: It is not the matrix that was written.
    """
    try:
        matrix: NDArray[Number] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise damaged(path, "is not a NumPy file") from error
    if (matrix.shape, matrix.dtype) != ((count, dimensions), np.dtype(dtype)):
        raise damaged(path, f"holds {matrix.dtype} {matrix.shape}")
    return matrix
