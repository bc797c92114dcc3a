/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <truce/claim.h>

/* One table a closed set, from the lists of claim.h: the name by value, "" for NONE. */
#define NAME(id, name) name,
#define DEFINE_SET(set, LIST)                                                                                          \
    static const char *const set##_names[] = {"", LIST(NAME)};                                                         \
    const char *truce_##set##_name(truce_##set value) {                                                                \
        return (size_t)value < sizeof set##_names / sizeof *set##_names ? set##_names[value] : "";                     \
    }                                                                                                                  \
    truce_##set truce_##set##_from_name(const char *name) {                                                            \
        for (size_t i = 1; i < sizeof set##_names / sizeof *set##_names; i++)                                          \
            if (strcmp(set##_names[i], name) == 0) return (truce_##set)i;                                              \
        return (truce_##set)0;                                                                                         \
    }

DEFINE_SET(act, TRUCE_ACT_LIST)
DEFINE_SET(claim_status, TRUCE_CLAIM_STATUS_LIST)
DEFINE_SET(source_kind, TRUCE_SOURCE_KIND_LIST)
DEFINE_SET(qualifier, TRUCE_QUALIFIER_LIST)
DEFINE_SET(quantity_kind, TRUCE_QUANTITY_KIND_LIST)
DEFINE_SET(measure, TRUCE_MEASURE_LIST)
DEFINE_SET(link, TRUCE_LINK_LIST)
