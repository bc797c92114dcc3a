/* SPDX-License-Identifier: Apache-2.0 */
#define NETWORK_RUN       network_run_plain
#define NETWORK_RELATIONS network_relations_plain
#include "syntax/network_forward.inc"
