"""Writes the kernels for GPUs that TensorFlow for GPUs registers, as graph's resource has them.

usage: list_kernels.py FOLDER OUTPUT

FOLDER has libtensorflow_framework.so.2 and libtensorflow_cc.so.2 out of the jar
tensorflow-core-native-1.0.0-linux-x86_64-gpu.jar of Maven Central. They need neither a GPU nor CUDA
to be loaded: CUDA is looked for later. The list is a serialized KernelList (kernel_def.proto);
needs tensorflow or any other package with that message.
"""

import ctypes
import gzip
import pathlib
import sys

from tensorflow.core.framework import kernel_def_pb2


class Buffer(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t), ("free", ctypes.c_void_p)]


def registered(folder):
    library = [
        ctypes.CDLL(str(pathlib.Path(folder) / name), ctypes.RTLD_GLOBAL)
        for name in ("libtensorflow_framework.so.2", "libtensorflow_cc.so.2")
    ][-1]
    library.TF_NewStatus.restype = ctypes.c_void_p
    library.TF_GetAllRegisteredKernels.restype = ctypes.POINTER(Buffer)
    library.TF_GetAllRegisteredKernels.argtypes = [ctypes.c_void_p]
    buffer = library.TF_GetAllRegisteredKernels(library.TF_NewStatus()).contents
    return ctypes.string_at(buffer.data, buffer.length)


def main(kernels, output):
    all_kernels = kernel_def_pb2.KernelList.FromString(kernels)
    chosen = [k for k in all_kernels.kernel if k.device_type in ("GPU", "DEFAULT")]
    chosen.sort(key=lambda k: (k.op, k.device_type))  # stable: in the order of the library
    packed = kernel_def_pb2.KernelList(kernel=chosen).SerializeToString(deterministic=True)
    with open(output, "wb") as file:
        file.write(gzip.compress(packed, mtime=0))
    print(f"{len(chosen)} kernels of {len(all_kernels.kernel)}")


if __name__ == "__main__":
    main(registered(sys.argv[1]), sys.argv[2])
