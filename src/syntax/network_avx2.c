/* SPDX-License-Identifier: Apache-2.0 */
/* Compiled with -mavx2 where the compiler and the processor family have it; see CMakeLists.txt. */
#if defined(__AVX2__)
#define NETWORK_RUN       network_run_avx2
#define NETWORK_RELATIONS network_relations_avx2
#include "syntax/network_forward.inc"
#else
typedef int no_avx2; /* a translation unit may not be empty */
#endif
