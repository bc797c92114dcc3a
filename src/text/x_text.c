/* SPDX-License-Identifier: Apache-2.0 */
typedef int text_floor;
