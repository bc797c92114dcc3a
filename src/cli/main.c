/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <truce/truce.h>

int main(void) {
    puts("truce " TRUCE_VERSION_TEXT);
    return 0;
}
