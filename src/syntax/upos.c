/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/sentence.h>

const char *truce_upos_name(truce_upos upos) {
    static const char *const names[] = {"_",
#define NAME(name) #name,
                                        TRUCE_UPOS_LIST(NAME)};
    return (size_t)upos < TRUCE_UPOS_COUNT ? names[upos] : "_";
}
