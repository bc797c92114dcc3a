/* SPDX-License-Identifier: Apache-2.0 */
/* Compiled for AVX-512 with its dot products of int16, where the compiler has them; see CMakeLists.txt. */
#if defined(__AVX512VNNI__) && defined(__AVX512BW__)
#define NETWORK_RUN       network_run_vnni
#define NETWORK_RELATIONS network_relations_vnni
#include "syntax/network_forward.inc"
#else
typedef int no_vnni; /* a translation unit may not be empty */
#endif
