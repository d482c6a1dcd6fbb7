#!/bin/sh
# What udev does with an adapter: one name that stays, whatever number the kernel gives.
link=/dev/serial/by-id/usb-reader
mkdir -p /dev/serial/by-id
if [ "$ACTION" = remove ]; then rm -f "$link"; else ln -sf "/dev/$MDEV" "$link"; fi
